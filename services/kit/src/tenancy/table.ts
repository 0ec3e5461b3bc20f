import type { Login } from '../database/logins.ts';
import { HEADQUARTERS } from '../viewer/headquarters.ts';

/** What a login may do to a table's rows; which rows is the policy's matter. */
export type Privilege = 'select' | 'insert' | 'update' | 'delete';

interface TableAccess {
  readonly table: string;
  readonly grants: Readonly<Partial<Record<Login, readonly Privilege[]>>>;
}

const access = new Map<string, TableAccess>();

/** Every table declared by {@link tenantTable} or {@link globalTable}, with who may do what: grants and the catalogue test read it. */
export function declaredTables(): readonly TableAccess[] {
  return [...access.values()];
}

/** The row is the viewer's tenant's. The alias is the one PostgreSQL adds itself: without it the schema diff never ends. */
export const OWN_TENANT = "tenant_id = (select current_setting('app.tenant')::uuid as current_setting)";

/** The row is headquarters' own: a constant, so that no setting makes its login anybody else. */
export const OF_HEADQUARTERS = `tenant_id = '${HEADQUARTERS}'::uuid`;

/** The row belongs to one of the portal viewer's companies. */
export function ownCustomer(column = 'customer_id'): string {
  return `${OWN_TENANT} and ${column} = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])`;
}

/** Entity options a table declaration gives: where it lives and who sees which of its rows. */
export interface TableOptions {
  readonly schema: string;
  readonly tableName: string;
  readonly rowLevelSecurity: 'force';
  readonly policies: { name: string; roles: string[]; using: string; check: string }[];
}

const READ_WRITE: readonly Privilege[] = ['select', 'insert', 'update'];

/** Options of {@link tenantTable}. */
export interface TenantTableOptions {
  readonly schema: string;
  readonly table: string;
  /** Which rows the portal sees, as a condition (`ownCustomer()`); left out: none. */
  readonly portal?: string;
  /** What the portal may do to them; reading only unless said. */
  readonly portalMay?: readonly Privilege[];
  /** What the partner's people may do to them; reading, inserting and updating unless said. */
  readonly deskMay?: readonly Privilege[];
  /** Background work may read rows of every tenant (ids and times only belong in such tables). */
  readonly workerMay?: readonly Privilege[];
  /** What headquarters may do to its own rows here; left out: it doesn't enter. */
  readonly headquarters?: readonly Privilege[];
  /** `edge` sees rows under this condition (`account_id = …`). */
  readonly edge?: string;
  /** What `edge` writes has to fulfil this; the same as `edge` unless said. */
  readonly edgeCheck?: string;
  readonly edgeMay?: readonly Privilege[];
}

/** Entity options of a table whose rows belong to a tenant: RLS enabled and forced, one policy a login, grants recorded. */
export function tenantTable(options: TenantTableOptions): TableOptions {
  const { schema, table, portal, edge } = options;
  record(`${schema}.${table}`, {
    desk: options.deskMay ?? READ_WRITE,
    ...(portal ? { portal: options.portalMay ?? ['select'] } : {}),
    ...(edge ? { edge: options.edgeMay ?? ['select'] } : {}),
    ...(options.workerMay ? { worker: options.workerMay } : {}),
    ...(options.headquarters ? { hq: options.headquarters } : {}),
  });
  return {
    schema,
    tableName: table,
    rowLevelSecurity: 'force',
    policies: [
      { name: `${table}_desk`, roles: ['desk'], using: OWN_TENANT, check: OWN_TENANT },
      ...(portal ? [{ name: `${table}_portal`, roles: ['portal'], using: portal, check: portal }] : []),
      ...(edge ? [{ name: `${table}_edge`, roles: ['edge'], using: edge, check: options.edgeCheck ?? edge }] : []),
      ...(options.headquarters
        ? [{ name: `${table}_hq`, roles: ['hq'], using: OF_HEADQUARTERS, check: OF_HEADQUARTERS }]
        : []),
      ...(options.workerMay ? [{ name: `${table}_worker`, roles: ['worker'], using: 'true', check: 'true' }] : []),
      { name: `${table}_owner`, roles: ['owner'], using: 'true', check: 'true' },
    ],
  };
}

/** Who reads and writes a table without a tenant, each with the condition on its rows. */
export interface GlobalTableOptions {
  readonly schema: string;
  readonly table: string;
  readonly rows: Readonly<Partial<Record<Login, RowRule>>>;
}

/** Which rows a login sees, what it may do to them, and what it writes has to fulfil (the same unless said). */
export interface RowRule {
  readonly using: string;
  readonly check?: string;
  readonly may: readonly Privilege[];
}

/** Entity options of a table without a tenant (published rows, secrets): RLS is forced there too. */
export function globalTable(options: GlobalTableOptions): TableOptions {
  const { schema, table, rows } = options;
  const logins = Object.entries(rows);
  record(`${schema}.${table}`, Object.fromEntries(logins.map(([login, { may }]) => [login, may])));
  return {
    schema,
    tableName: table,
    rowLevelSecurity: 'force',
    policies: [
      ...logins.map(([login, { using, check }]) => ({
        name: `${table}_${login}`,
        roles: [login],
        using,
        check: check ?? using,
      })),
      { name: `${table}_owner`, roles: ['owner'], using: 'true', check: 'true' },
    ],
  };
}

/** A table that a library brings and no entity stands for: who may do what is compared with the database as for ours. */
export function libraryTable(table: string, grants: TableAccess['grants']): void {
  record(table, grants);
}

function record(table: string, grants: TableAccess['grants']): void {
  access.set(table, { table, grants });
}
