import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Column, has, type Table } from './catalogue.ts';
import { conditionOf, type Whose } from './whose.ts';

/** What a text column may hold where a check asks for something particular: tried one after the other. */
const TEXTS = ['x', 'a'.repeat(64), '2026-11', '310000', 'KIS', 'zh-CN', '0', 'a@example.cn', 'Asia/Shanghai', '00:00'];

/** A table nothing could be put into, and what the database said. */
export interface Refused {
  readonly table: string;
  readonly why: string;
}

/**
 * Gives somebody a row in every table that could have one of theirs and has none: so that what a later vertical keeps is
 * guarded from the day its table is there. Values are the plainest that the table's own checks allow.
 */
export async function fillTables(
  owner: pg.Pool,
  tables: readonly Table[],
  whose: Whose,
  condition: (table: Table, whose: Whose) => string | undefined = conditionOf,
): Promise<Refused[]> {
  let open = tables.filter((table) => condition(table, whose) !== undefined);
  let refused: Refused[] = [];
  // A row another row refers to may only come in the next round.
  for (let round = 0; round < 4 && open.length > 0; round += 1) {
    refused = [];
    const left: Table[] = [];
    for (const table of open) {
      const why = await fill(owner, table, whose, condition(table, whose) ?? 'false');
      if (!why) continue;
      left.push(table);
      refused.push({ table: table.name, why });
    }
    open = left;
  }
  return refused;
}

async function fill(owner: pg.Pool, table: Table, whose: Whose, where: string): Promise<string | undefined> {
  const { rows } = await owner.query(`select 1 from ${table.name} where ${where} limit 1`);
  if (rows.length > 0) return undefined;
  let why = '';
  for (const generous of [true, false]) {
    const tried = new Map<string, number>();
    for (let attempt = 0; attempt < 25; attempt += 1) {
      try {
        await insert(owner, table, whose, generous, tried);
        return undefined;
      } catch (error) {
        const { message, constraint } = error as { message: string; constraint?: string };
        why = message;
        if (!advance(table, constraint, tried)) break;
      }
    }
  }
  return why;
}

/** The next text to try for the column a failed check names; false where the check names none. */
function advance(table: Table, constraint: string | undefined, tried: Map<string, number>): boolean {
  const named = table.columns.filter(({ name, type }) => type === 'text' && constraint?.includes(`_${name}`));
  const column = named.sort((a, b) => b.name.length - a.name.length)[0];
  if (!column) return false;
  const next = (tried.get(column.name) ?? 0) + 1;
  tried.set(column.name, next);
  return next < TEXTS.length;
}

async function insert(
  owner: pg.Pool,
  table: Table,
  whose: Whose,
  generous: boolean,
  tried: ReadonlyMap<string, number>,
): Promise<void> {
  const names: string[] = [];
  const values: unknown[] = [];
  for (const column of table.columns) {
    if (column.isGenerated) continue;
    const value = await made(owner, table, column, whose, generous, tried.get(column.name) ?? 0);
    if (value === undefined) continue;
    names.push(`"${column.name}"`);
    values.push(value);
  }
  await owner.query(
    `insert into ${table.name} (${names.join(', ')}) values (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  );
}

async function made(
  owner: pg.Pool,
  table: Table,
  { name, type, isNullable, hasDefault }: Column,
  whose: Whose,
  generous: boolean,
  attempt: number,
): Promise<unknown> {
  const known = ownId(table, name, whose);
  if (known) return known;
  const isText = type === 'text' || type === 'varchar';
  if (hasDefault && !isText && type !== '_text') return undefined;
  // What is sealed is nothing without its key.
  if (isNullable && (!(generous && (isText || type === 'jsonb')) || /secret|sealed/.test(name))) return undefined;
  if (type === '_text') return listOf(table, name);
  if (type === 'uuid') return (await referred(owner, table, name, whose)) ?? randomUUID();
  if (isText) return textOf(table, name, attempt);
  if (type === 'jsonb') return /s$/.test(name) && !/^(ids|params|details)$/.test(name) ? '[]' : '{}';
  if (type.startsWith('_')) return [];
  if (type === 'timestamptz') return new Date(Date.now() + (/expire|end|until/.test(name) ? 3_600_000 : 0));
  if (type === 'date') return '2026-01-01';
  if (type === 'bool') return false;
  if (type === 'bytea') return randomBytes(16);
  return 1;
}

function ownId(table: Table, column: string, { tenant, customer, accounts, members }: Whose): string | undefined {
  if (column === 'tenant_id' || column === 'partner_id') return tenant;
  if (column === 'customer_id') return customer;
  if (column === 'account_id') return accounts[0];
  if (table.name === 'identity.account' && column === 'id') return accounts[0];
  if (/^(membership|member|actor|owner|agent|consultant|supervisor|recipient|asked_by)_id$/.test(column))
    return members[0];
  return undefined;
}

/** An id of theirs in the table a foreign key names. */
async function referred(owner: pg.Pool, table: Table, column: string, whose: Whose): Promise<string | undefined> {
  const key = table.foreign.find((one) => one.column === column);
  if (!key) return undefined;
  const own = has(table, 'tenant_id') && key.column !== 'tenant_id' ? ` where tenant_id = '${whose.tenant}'` : '';
  const { rows } = await owner
    .query<{ id: string }>(`select ${key.target} as id from ${key.table}${own} limit 1`)
    .catch(() => owner.query<{ id: string }>(`select ${key.target} as id from ${key.table} limit 1`));
  return rows[0]?.id;
}

/** A list of what its check allows. */
function listOf(table: Table, name: string): string[] {
  const check = table.checks.find((text) => new RegExp(`\\b${name} <@`).test(text));
  const [first] = check?.match(/'([^']+)'::text/g) ?? [];
  return [first?.slice(1, -7) ?? 'x'];
}

function textOf(table: Table, name: string, attempt: number): string {
  const check = table.checks.find((text) => new RegExp(`\\(\\(?"?${name}"? = (ANY|')`).test(text));
  const allowed = check?.match(/'([^']+)'::text/g)?.map((literal) => literal.slice(1, -7));
  if (allowed?.length) return allowed[attempt % allowed.length] ?? '';
  if (attempt > 0) return TEXTS[attempt] ?? 'x';
  if (name === 'time_zone') return 'Asia/Shanghai';
  if (name === 'locale') return 'zh-CN';
  if (name === 'clock_mode') return 'WORKDAY';
  return /hash|token|key/.test(name)
    ? createHash('sha256').update(randomUUID()).digest('hex')
    : `x${randomUUID().slice(0, 8)}`;
}
