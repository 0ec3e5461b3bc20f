import type { Source } from '@landfall/kit/rows/read';
import { wordKey } from '../membership/member.details.ts';

/** What a written region means: its code as a prefix and its name, or why it means none. */
export type Region =
  | { readonly code: string; readonly name: string }
  | { readonly problem: 'person.regionUnknown' | 'person.regionAmbiguous' };

interface DivisionRow {
  readonly code: string;
  readonly name: string;
  readonly full_name: string;
}

const ENDINGS = /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|新区|省|市|区|县|盟)$/;

/** A division's code without what stands for «all of it»: 310000 is 31, 310100 is 3101. */
export function prefixOf(code: string): string {
  return code.replace(/(00){1,2}$/, '');
}

/**
 * What regions mean that people wrote: codes of two, four or six digits, or names with or without their ending, in
 * simplified or traditional characters. Official divisions are published to everybody.
 */
export async function readRegions(source: Source, written: readonly string[]): Promise<Map<string, Region>> {
  const found = new Map<string, Region>();
  if (written.length === 0) return found;
  const rows = await source.reader.query<DivisionRow>(source.scope, {
    name: 'identity-divisions',
    text: 'select code, name, full_name from catalogue.division order by code',
  });
  const byWord = new Map<string, DivisionRow[]>();
  for (const row of rows)
    for (const word of new Set([row.name, row.full_name, row.name.replace(ENDINGS, '')].map(wordKey)))
      byWord.set(word, [...(byWord.get(word) ?? []), row]);
  const byCode = new Map(rows.map((row) => [prefixOf(row.code), row]));
  for (const one of new Set(written)) found.set(one, meaningOf(one, byWord, byCode));
  return found;
}

function meaningOf(
  written: string,
  byWord: ReadonlyMap<string, readonly DivisionRow[]>,
  byCode: ReadonlyMap<string, DivisionRow>,
): Region {
  if (/^\d+$/.test(written)) {
    const row = byCode.get(prefixOf(written));
    return row ? { code: prefixOf(row.code), name: row.full_name } : { problem: 'person.regionUnknown' };
  }
  const rows = byWord.get(wordKey(written)) ?? byWord.get(wordKey(written).replace(ENDINGS, '')) ?? [];
  // 吉林 is a province and a city of it: the wider one was meant.
  const widest = rows.filter(
    (row) => !rows.some((other) => other !== row && row.code.startsWith(prefixOf(other.code))),
  );
  const [row] = widest;
  if (!row) return { problem: 'person.regionUnknown' };
  if (widest.length > 1) return { problem: 'person.regionAmbiguous' };
  return { code: prefixOf(row.code), name: row.full_name };
}
