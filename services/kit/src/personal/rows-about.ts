import type { EntityClass, EntityProperty } from '@mikro-orm/core';
import { isAway } from '../tenancy/database-error.ts';
import type { Row } from '../tenancy/reader.ts';
import { declaredTables } from '../tenancy/table.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { markedColumns } from './personal.ts';
import { columnName, tableOf } from './personal-columns.ts';

/** A person, by everything their values are marked with: account, memberships, the contacts they are. */
export interface DataSubject {
  readonly accountId: string;
  /** Organisations the person is or was in. */
  readonly tenants: readonly string[];
  /** Memberships (an invitation has its membership's id) and contacts. */
  readonly ids: readonly string[];
}

/** What one table holds about somebody. */
export interface RowsAbout {
  /** `identity.session` */
  readonly table: string;
  readonly rows: readonly Row[];
  /** There was too much of it, or it took too long: not all is here. */
  readonly isCut: boolean;
}

/** More rows of one table aren't told; nobody reads them, and one person's question must not hold up the others. */
const MOST_ROWS = 5000;
/** Properties that say a row is somebody's as a whole. */
const OWNERS = ['accountId', 'membershipId', 'memberId'];
/** What tells which row it is where only some of its columns are about the person. */
const REFERENCES = new Set(['id', 'number', 'revision', 'contentHash', 'ticketId', 'orderId', 'action']);

/** How a table's rows about somebody are found and shown. */
interface Plan {
  readonly name: string;
  readonly entity: EntityClass<object>;
  readonly owners: readonly string[];
  readonly columns: readonly { property: string; column: string; subject?: string }[];
}

/** Everything that marked columns say of a person, table by table: read as each organisation, or as the person at the door. */
export async function rowsAbout(tenancy: Tenancy, person: DataSubject): Promise<RowsAbout[]> {
  const found: RowsAbout[] = [];
  for (const plan of tenancy.entities.flatMap(planOf)) {
    const about = await read(tenancy, plan, person);
    if (about.rows.length > 0 || about.isCut) found.push(about);
  }
  return found;
}

/** Tables that hold something about people, by name. */
export function tablesAboutPeople(entities: readonly EntityClass<object>[]): string[] {
  return entities.flatMap(planOf).map(({ name }) => name);
}

function planOf(entity: EntityClass<object>): Plan[] {
  const { schema, table, properties } = tableOf(entity);
  // Kit's own bookkeeping says nothing of anybody, and the audit trail is opened line by line (lines-about.ts).
  if (schema === 'kit' || table === 'audit_entry') return [];
  const marks = markedColumns().filter((mark) => mark.entity === entity);
  const isAccount = marks.some(({ kind, subject }) => kind === 'personal' && subject === 'id');
  const whole = properties.filter(({ name }) => OWNERS.includes(name)).map(({ name }) => name);
  const subjects = marks.flatMap(({ kind, subject }) => (kind === 'personal' && subject ? [subject] : []));
  const owners = [...new Set([...whole, ...subjects])];
  if (owners.length === 0) return [];
  const hidden = new Set(
    marks.filter(({ kind }) => kind === 'secret' || kind === 'derived').map(({ property }) => property),
  );
  const personal = new Map(marks.flatMap(({ property, subject }) => (subject ? [[property, subject] as const] : [])));
  const isShown = ({ name, primary, ...property }: EntityProperty): boolean => {
    if (hidden.has(name) || name === 'tenantId' || property.persist === false) return false;
    if (whole.length > 0 || (isAccount && schema === 'identity')) return true;
    return personal.has(name) || REFERENCES.has(name) || /(At|On)$/.test(name);
  };
  const columns = properties.filter(isShown).map(({ name }) => {
    const subject = personal.get(name);
    return { property: name, column: columnName(name), ...(subject ? { subject } : {}) };
  });
  return [{ name: `${schema}.${table}`, entity, owners, columns }];
}

async function read(tenancy: Tenancy, plan: Plan, person: DataSubject): Promise<RowsAbout> {
  const grants = declaredTables().find(({ table }) => table === plan.name)?.grants ?? {};
  const mine = new Set([person.accountId, ...person.ids]);
  const subjects = [...new Set(plan.columns.flatMap(({ subject }) => (subject ? [subject] : [])))];
  const statement = {
    text: `select ${[...plan.columns.map(({ column }, i) => `t.${column} as "${i}"`), ...subjects.map((s) => `t.${columnName(s)} as "${s}"`)].join(', ')}
      from ${plan.name} t where ${plan.owners.map((owner) => `t.${columnName(owner)} = any($1::uuid[])`).join(' or ')} limit ${MOST_ROWS + 1}`,
    values: [[...mine]],
  };
  const scopes = grants.desk?.includes('select')
    ? person.tenants.map((tenant) => ({ login: 'desk' as const, tenant }))
    : grants.edge?.includes('select')
      ? [{ login: 'edge' as const, account: person.accountId }]
      : [];
  let isCut = false;
  const rows: Row[] = [];
  for (const scope of scopes) {
    try {
      rows.push(...(await tenancy.reader(scope.login).query(scope, statement)));
    } catch (error) {
      if (isAway(error)) throw error;
      isCut = true;
    }
  }
  // One table without a tenant is the same for every organisation.
  const all = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  return {
    table: plan.name,
    rows: all.slice(0, MOST_ROWS).map((row) => shown(plan, row, mine)),
    isCut: isCut || all.length > MOST_ROWS,
  };
}

/** A row with what is somebody else's left out. */
function shown(plan: Plan, row: Row, mine: ReadonlySet<string>): Row {
  const out: Row = {};
  plan.columns.forEach(({ property, subject }, i) => {
    const value = row[String(i)];
    if (value === null || value === undefined) return;
    if (subject && !mine.has(String(row[subject] ?? row[String(plan.columns.findIndex((c) => c.property === 'id'))])))
      return;
    out[property] = value;
  });
  return out;
}
