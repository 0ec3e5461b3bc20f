import { createHash } from 'node:crypto';
import { LIBRARY_SCHEMA } from '../clock-work/library.tables.ts';
import { LOGINS } from '../database/logins.ts';
import type { Service } from '../service/service.ts';
import { declaredTables } from '../tenancy/table.ts';

interface Executor {
  execute<T>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

/** Statements that bring card views to what the services declare; none where nothing changed. */
export async function cardStatements(em: Executor, services: readonly Service[]): Promise<string[]> {
  const rows = await em.execute<{ name: string; mark: string | null }>(
    `select n.nspname || '.' || c.relname as name, obj_description(c.oid, 'pg_class') as mark
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  const marks = new Map(rows.map((row) => [row.name, row.mark]));
  const cards = services.flatMap((service) => service.cards ?? []);
  const changed = cards.filter((card) => marks.get(card.name) !== markOf(card.select));
  // Only what carries our mark is ours to drop.
  const gone = [...marks]
    .filter(([name, mark]) => /^[0-9a-f]{16}$/.test(mark ?? '') && !cards.some((card) => card.name === name))
    .map(([name]) => name);
  return [
    ...gone.map((name) => `drop view ${name}`),
    ...changed.flatMap((card) => [
      `drop view if exists ${card.name}`,
      `create view ${card.name} with (security_invoker = true) as ${card.select}`,
      `comment on view ${card.name} is '${markOf(card.select)}'`,
    ]),
  ];
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Schemas whose tables kit brings. */
const OF_KIT: ReadonlySet<string> = new Set(['ledger', LIBRARY_SCHEMA]);

/** Statements that bring grants to what tables and cards declare: what is missing is granted, what is too much revoked. */
export async function grantStatements(em: Executor, services: readonly Service[]): Promise<string[]> {
  const wanted = new Set<string>();
  const hosted = new Set(services.map((service) => service.name));
  for (const { table, grants } of declaredTables()) {
    const [schema = ''] = table.split('.');
    if (!hosted.has(schema) && !(hosted.has('kit') && OF_KIT.has(schema))) continue;
    for (const [login, privileges] of Object.entries(grants))
      for (const privilege of privileges) wanted.add(`${privilege} on ${table} to ${login}`);
  }
  for (const card of services.flatMap((service) => service.cards ?? [])) {
    for (const login of card.readers) wanted.add(`select on ${card.name} to ${login}`);
  }
  const present = new Set(
    (
      await em.execute<{ text: string }>(
        `select lower(a.privilege_type) || ' on ' || n.nspname || '.' || c.relname || ' to ' || r.rolname as text
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         cross join lateral aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
         where c.relkind in ('r', 'p', 'v') and r.rolname in (${LOGINS.map((login) => `'${login}'`).join(', ')})`,
      )
    ).map((row) => row.text),
  );
  return [
    ...[...wanted].filter((grant) => !present.has(grant)).map((grant) => `grant ${grant}`),
    ...[...present]
      .filter((grant) => !wanted.has(grant))
      .map((grant) => `revoke ${grant.replace(/ to (\w+)$/, ' from $1')}`),
  ];
}
