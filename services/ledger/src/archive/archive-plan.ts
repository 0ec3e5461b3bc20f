import { markedColumns } from '@landfall/kit/personal/personal';
import { columnName, tableOf } from '@landfall/kit/personal/personal-columns';
import { declaredTables } from '@landfall/kit/tenancy/table';
import type { EntityClass } from '@mikro-orm/core';

/** A table as the archive takes it. */
export interface TablePlan {
  /** `support.ticket`. */
  readonly name: string;
  /** Path of its file in the archive. */
  readonly path: string;
  /** Columns of its key behind the tenant: what pages are read by. */
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  /** Columns that become files of their own, with what they hold. */
  readonly files: readonly { readonly column: string; readonly kind: 'BYTES' | 'DRAWING' }[];
}

/** A table that isn't taken, and why. */
export interface LeftOut {
  readonly table: string;
  readonly reason: 'SECRET' | 'WORKING' | 'NOT_READABLE' | 'OTHER_PROCESS';
}

/** What an archive holds. */
export interface ArchivePlan {
  readonly tables: readonly TablePlan[];
  readonly leftOut: readonly LeftOut[];
  /** Known, and no partner's: not worth naming. */
  readonly notTheirs: readonly string[];
}

/** Made from what else is there, or only of use while the system runs. */
const WORKING = new Set([
  'ledger.search_token',
  'ledger.search_subject',
  'ledger.archive',
  'ledger.archive_part',
  'ledger.archive_chunk',
]);
const SECRET = new Set(['ledger.subject_key']);
/** Has a tenant, which is headquarters: no partner has a row there. */
const HEADQUARTERS_OWN = new Set(['identity.headquarters_membership']);
const DRAWINGS = /_signature$/;

/** What to take of a partner: every table with its rows, by the entities' own metadata; secrets stay. */
export function archivePlan(entities: readonly EntityClass<object>[]): ArchivePlan {
  const readable = new Set(
    declaredTables().flatMap(({ table, grants }) => (grants.desk?.includes('select') ? [table] : [])),
  );
  const secrets = new Set(
    markedColumns().flatMap(({ entity, property, kind }) => (kind === 'secret' ? [`${entity.name}.${property}`] : [])),
  );
  const tables: TablePlan[] = [];
  const leftOut: LeftOut[] = [];
  for (const entity of entities) {
    const { schema, table, properties } = tableOf(entity);
    const name = `${schema}.${table}`;
    const stored = properties.filter((p) => p.persist !== false && p.kind === 'scalar');
    if (HEADQUARTERS_OWN.has(name) || !stored.some((property) => property.name === 'tenantId')) continue;
    const reason =
      schema === 'kit' || WORKING.has(name)
        ? 'WORKING'
        : SECRET.has(name)
          ? 'SECRET'
          : readable.has(name)
            ? undefined
            : 'NOT_READABLE';
    if (reason) {
      leftOut.push({ table: name, reason });
      continue;
    }
    const open = stored.filter((property) => !secrets.has(`${entity.name}.${property.name}`));
    const isBytes = (property: { type: string }): boolean => property.type === 'blob';
    const files = open.flatMap((property): TablePlan['files'][number][] => {
      const column = columnName(property.name);
      if (isBytes(property)) return [{ column, kind: 'BYTES' }];
      return DRAWINGS.test(column) ? [{ column, kind: 'DRAWING' }] : [];
    });
    const keys = stored.filter((p) => p.primary && p.name !== 'tenantId').map((p) => columnName(p.name));
    tables.push({
      name,
      path: `csv/${schema}/${table}.csv`,
      keys: keys.length > 0 ? keys : ['tenant_id'],
      columns: open.map((property) => columnName(property.name)),
      files,
    });
  }
  return {
    tables: tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    leftOut,
    notTheirs: [...HEADQUARTERS_OWN],
  };
}
