import { Migration } from '@mikro-orm/migrations';

/** retention */
export class Migration20261123Retention extends Migration {
  override up(): void {
    this.addSql(
      `create table "kit"."retention_run" ("rule" text not null, "tenant_id" uuid not null, "next_at" timestamptz not null, primary key ("rule", "tenant_id"))`,
    );
    this.addSql(`alter table "kit"."retention_run" enable row level security`);
    this.addSql(`alter table "kit"."retention_run" force row level security`);
    this.addSql(
      `create policy "retention_run_worker" on "kit"."retention_run" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "retention_run_owner" on "kit"."retention_run" to "owner" using (true) with check (true)`,
    );
  }
}
