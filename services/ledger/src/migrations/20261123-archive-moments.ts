import { Migration } from '@mikro-orm/migrations';

/** An archive says of each of its files when it was read. */
export class Migration20261123ArchiveMoments extends Migration {
  override up(): void {
    this.addSql(`alter table "ledger"."archive_part" add "read_at" timestamptz not null default now()`);
  }
}
