import { Migration } from '@mikro-orm/migrations';

/**
 * An index on a table that has rows: built while others write it, so outside a transaction and as the only thing of its
 * migration. A build that was broken off leaves an index nobody uses; the next run begins with dropping it.
 */
export abstract class IndexMigration extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  /** `on`: a table of a schema, as `schema.table`; `of`: columns and condition as SQL says them. */
  protected build(name: string, on: `${string}.${string}`, of: string): void {
    const [schema, table] = on.split('.');
    this.addSql(`drop index concurrently if exists "${schema}"."${name}"`);
    this.addSql(`create index concurrently "${name}" on "${schema}"."${table}" ${of}`);
  }
}
