import { stringify } from 'csv-stringify/sync';

/** A cell: nothing is an empty one. */
export type CsvCell = string | number | boolean | null | undefined;

/** What a spreadsheet takes for a formula, also behind spaces and in full width: = + - @, tab, carriage return. */
const FORMULA = /^[\s\u3000]*[=+\-@\t\r＝＋－＠]|^[\t\r]/u;

/** A cell that no spreadsheet runs: what looks like a formula begins with an apostrophe. Numbers stay numbers. */
export function neutralCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/**
 * CSV as spreadsheets open it: UTF-8 with its mark, CRLF, quotes where they are needed, and no formula (security.md 16).
 * The one writer of CSV on the server.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    [header, ...rows].map((row) => row.map(neutralCell)),
    { bom: true, record_delimiter: 'windows' },
  );
}

/** Lines of the same kind without head and mark: what comes behind the first part of a long file. */
export function csvRows(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => row.map(neutralCell)),
    { record_delimiter: 'windows' },
  );
}
