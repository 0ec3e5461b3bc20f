/** Rows as a `jsonb` literal: migrations run one text without parameters. Only for rows that ship with the code. */
export function jsonLiteral(rows: readonly object[]): string {
  return `'${JSON.stringify(rows).replaceAll("'", "''")}'::jsonb`;
}
