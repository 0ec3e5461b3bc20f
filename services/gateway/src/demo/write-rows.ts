import type { Connection } from './load-demo.ts';
import type { DemoRows } from './rows.ts';

const ROWS_AT_ONCE = 2000;
const SUBJECTS_AT_ONCE = 500;

/** Writes everything in sets; the caller's transaction makes it all or nothing. */
export async function writeRows(
  connection: Connection,
  { tables, tokens }: DemoRows,
  tell: (detail: string) => void,
): Promise<void> {
  for (const [table, rows] of Object.entries(tables) as [string, object[]][]) {
    const [first] = rows;
    if (!first) continue;
    tell(`${rows.length} rows of ${table.replace(/^.*\./, '').replaceAll('_', ' ')}`);
    const columns = Object.keys(first)
      .map((column) => `"${column}"`)
      .join(', ');
    const statement = `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`;
    for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
      await connection.query(statement, [JSON.stringify(rows.slice(i, i + ROWS_AT_ONCE))]);
    }
  }
  tell(`what ${tokens.length} things are found by`);
  // In the order of the index by thing, so that one of the two indexes grows at its end.
  const sorted = tokens.toSorted((a, b) => (a.tenant_id + a.noun_id < b.tenant_id + b.noun_id ? -1 : 1));
  for (let i = 0; i < sorted.length; i += SUBJECTS_AT_ONCE) {
    await connection.query(
      `insert into ledger.search_token (tenant_id, token, noun, noun_id, customer_id)
       select t.tenant_id, k.token, t.noun, t.noun_id, t.customer_id
       from json_to_recordset($1) as t (tenant_id uuid, noun text, noun_id uuid, customer_id uuid, tokens json),
         lateral json_array_elements_text(t.tokens) as k (token)`,
      [JSON.stringify(sorted.slice(i, i + SUBJECTS_AT_ONCE))],
    );
  }
}
