import pg from 'pg';

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;
const JSON_TEXT = 114;

/** `2026-11-23 05:49:41.123+00` as PostgreSQL prints it in UTC, into the ISO 8601 form the API speaks. */
export function isoInstant(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text;
}

const parsers: Record<number, (text: string) => unknown> = {
  [TIMESTAMPTZ]: isoInstant,
  [DATE]: (text) => text,
  [INT8]: Number,
  [NUMERIC]: Number,
  // Rows beneath a row: their instants in the same notation, so that a client's cache has one spelling of a value.
  [JSON_TEXT]: (text) => JSON.parse(text.replace(/("\d{4}-\d\d-\d\dT[\d:.]+)\+00:00"/g, '$1Z"')),
};

/** Values of PostgreSQL as the API speaks them: instants as ISO 8601 text, counts and amounts as numbers. */
export const rowValues = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;
