import { Migration } from '@mikro-orm/migrations';
import { LIBRARY_SCHEMA, libraryStatements } from '../clock-work/library.tables.ts';

/**
 * The tables of the library that work by the clock runs on, as the version pinned today wants them. When it is raised and
 * wants others, a migration with this very body brings them on.
 */
export class Migration20261123ClockWork extends Migration {
  override async up(): Promise<void> {
    const [table] = await this.execute(`select to_regclass('${LIBRARY_SCHEMA}.version') is not null as "exists"`);
    const [row] = table?.exists ? await this.execute(`select version from ${LIBRARY_SCHEMA}.version`) : [];
    for (const statement of await libraryStatements(row?.version)) this.addSql(statement);
  }
}
