import { invalid } from '@landfall/kit/problem/problem';
import { CsvError, parse } from 'csv-parse/sync';
import { roleOf } from '../membership/role-words.ts';
import { columnOf, type StaffColumn, USUAL_ORDER } from './staff-list.columns.ts';

/** The most people one list invites. */
export const MOST_ROWS = 500;
const LONGEST_TEXT = 200_000;
const DELIMITERS = ['\t', ',', ';', '，', '；'] as const;
/** Between several values of one cell. */
const SEVERAL = /[,，、;；|/\n]+/;

/** A row of a pasted list, read but not judged. Regions are as they were written. */
export interface StaffRow {
  /** Its line in the text, the header's being 1. */
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly department: string;
  readonly regions: readonly string[];
  readonly productLines: readonly string[];
  readonly title: string;
  readonly phone: string;
}

/**
 * Reads what was pasted or uploaded: CSV with commas or semicolons, or cells as a spreadsheet copies them; with a header in
 * Chinese or English in any order, or without one in the usual order.
 * @throws Problem INVALID at `text` where it isn't a list, lacks a column, or is longer than {@link MOST_ROWS}
 */
export function parseStaffList(text: string): StaffRow[] {
  if (text.length > LONGEST_TEXT) throw invalid('staffList.tooLong', ['text'], { max: MOST_ROWS });
  const records = recordsOf(text);
  const [first] = records;
  if (!first) throw invalid('staffList.empty', ['text']);
  const header = first.cells.map(columnOf);
  const hasHeader = header.some((column) => column !== undefined) && !first.cells.some((cell) => cell.includes('@'));
  const order: readonly (StaffColumn | undefined)[] = hasHeader ? header : USUAL_ORDER;
  if (hasHeader)
    for (const column of ['name', 'email', 'roles'] as const)
      if (!order.includes(column)) throw invalid(`staffList.no.${column}`, ['text']);
  const rows = hasHeader ? records.slice(1) : records;
  if (rows.length === 0) throw invalid('staffList.empty', ['text']);
  if (rows.length > MOST_ROWS) throw invalid('staffList.tooMany', ['text'], { max: MOST_ROWS, count: rows.length });
  return rows.map(({ line, cells }) => rowOf(line, cells, order));
}

function recordsOf(text: string): { line: number; cells: string[] }[] {
  const firstLine = text.replace(/^\uFEFF?\s*/, '').split(/\r?\n/, 1)[0] ?? '';
  const [delimiter] = [...DELIMITERS].sort((a, b) => firstLine.split(b).length - firstLine.split(a).length);
  try {
    const parsed = parse(text, {
      delimiter,
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return parsed.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (error instanceof CsvError) throw invalid('staffList.unreadable', ['text']);
    throw error;
  }
}

function rowOf(line: number, cells: readonly string[], order: readonly (StaffColumn | undefined)[]): StaffRow {
  const cell = (column: StaffColumn): string => cells[order.indexOf(column)]?.trim() ?? '';
  const several = (column: StaffColumn): string[] =>
    // K/3 is one product, whatever stands between the others.
    cell(column)
      .replaceAll(/k\s*\/\s*3/gi, 'K3')
      .split(SEVERAL)
      .map((one) => one.trim())
      .filter(Boolean);
  return {
    line,
    name: cell('name'),
    email: cell('email'),
    roles: several('roles').map(roleOf),
    department: cell('department'),
    regions: several('divisions'),
    productLines: several('productLines').map((one) => one.toUpperCase().replaceAll(/\s/g, '')),
    title: cell('title'),
    phone: cell('phone'),
  };
}
