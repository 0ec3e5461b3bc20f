/** A product as headquarters publishes it. */
export interface PublishedProduct {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly line: 'KIS' | 'K3';
  readonly versions: readonly PublishedVersion[];
}

/** A version with its service dates; `serviceEndsOn` is the last day, null while none is announced. */
export interface PublishedVersion {
  readonly id: string;
  readonly version: string;
  readonly releasedOn: string;
  readonly serviceEndsOn: string | null;
}

type Dates = readonly [version: string, releasedOn: string, serviceEndsOn: string | null];

/** Ids are fixed, so that every installation, test and demo speaks of the same product. */
function published(
  place: number,
  code: string,
  name: string,
  line: 'KIS' | 'K3',
  versions: readonly Dates[],
): PublishedProduct {
  const id = (version: number) =>
    `01900000-0000-7000-8000-0000000${String(place).padStart(3, '0')}${String(version).padStart(2, '0')}`;
  return {
    id: id(0),
    code,
    name,
    line,
    versions: versions.map(([version, releasedOn, serviceEndsOn], i) => ({
      id: id(i + 1),
      version,
      releasedOn,
      serviceEndsOn,
    })),
  };
}

/** The vendor's two lines as they ship: an assumption that headquarters replaces by its own list. */
export const publishedProducts: readonly PublishedProduct[] = [
  published(1, 'KIS-MINI', 'KIS 迷你版', 'KIS', [
    ['11.0', '2019-08-20', '2024-12-31'],
    ['12.0', '2022-03-15', '2027-12-31'],
    ['13.0', '2025-04-18', null],
  ]),
  published(2, 'KIS-STD', 'KIS 标准版', 'KIS', [
    ['12.0', '2020-05-28', '2025-12-31'],
    ['13.0', '2023-02-22', '2028-12-31'],
    ['14.0', '2025-09-10', null],
  ]),
  published(3, 'KIS-BIZ', 'KIS 商贸版', 'KIS', [
    ['8.0', '2021-06-17', '2026-12-31'],
    ['9.0', '2024-03-21', null],
  ]),
  published(4, 'KIS-PRO', 'KIS 专业版', 'KIS', [
    ['14.1', '2019-11-14', '2024-12-31'],
    ['15.0', '2021-09-09', '2026-12-31'],
    ['16.0', '2023-10-26', '2028-12-31'],
    ['17.0', '2026-03-12', null],
  ]),
  published(5, 'KIS-FLAG', 'KIS 旗舰版', 'KIS', [
    ['6.0', '2021-04-15', '2026-12-31'],
    ['7.0', '2023-08-17', '2028-12-31'],
    ['8.0', '2026-05-21', null],
  ]),
  published(6, 'K3-GROW', 'K/3 成长版', 'K3', [
    ['12.3', '2018-07-12', '2024-06-30'],
    ['13.0', '2021-01-21', '2026-12-31'],
  ]),
  published(7, 'K3-WISE', 'K/3 WISE', 'K3', [
    ['14.3', '2018-03-22', '2024-12-31'],
    ['15.0', '2020-04-16', '2026-12-31'],
    ['15.1', '2022-06-30', '2028-06-30'],
  ]),
  published(8, 'K3-RISE', 'K/3 RISE', 'K3', [
    ['5.0', '2020-09-17', '2026-09-30'],
    ['5.1', '2023-05-18', null],
  ]),
  published(9, 'K3-CLOUD', 'K/3 Cloud', 'K3', [
    ['7.5', '2020-01-09', '2025-12-31'],
    ['8.0', '2022-08-25', '2027-12-31'],
    ['8.2', '2024-11-07', null],
  ]),
];
