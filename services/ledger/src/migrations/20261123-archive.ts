import { Migration } from '@mikro-orm/migrations';

/** A partner's archive: its progress, the parts of its files while it is made, the finished file in pieces. */
export class Migration20261123Archive extends Migration {
  override up(): void {
    this.addSql(
      `create table "ledger"."archive" ("tenant_id" uuid not null, "id" uuid not null, "state" text not null default 'WAITING', "asked_by_id" uuid not null, "asked_at" timestamptz not null default now(), "finished_at" timestamptz null, "expires_at" timestamptz null, "rows_done" int not null default 0, "rows_total" int not null default 0, "place" jsonb null, "bytes" bigint not null default '0', "sha256" text null, "files" int null, "attempts" int not null default 0, "lease_until" timestamptz not null default now(), "lease_by" uuid null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index "archive_state_lease_until_index" on "ledger"."archive" ("state", "lease_until")`);
    this.addSql(
      `create table "ledger"."archive_chunk" ("tenant_id" uuid not null, "archive_id" uuid not null, "position" int not null, "bytes" bytea not null, primary key ("tenant_id", "archive_id", "position"))`,
    );
    this.addSql(
      `create table "ledger"."archive_part" ("tenant_id" uuid not null, "archive_id" uuid not null, "path" text not null, "position" int not null, "rows" int not null, "content" bytea not null, primary key ("tenant_id", "archive_id", "path", "position"))`,
    );
    this.addSql(
      `alter table "ledger"."archive" add constraint "archive_state_check" check (state in ('WAITING', 'RUNNING', 'READY', 'FAILED', 'EXPIRED'))`,
    );
    this.addSql(
      `alter table "ledger"."archive_chunk" add constraint "archive_chunk_archive_foreign" foreign key ("tenant_id", "archive_id") references "ledger"."archive" ("tenant_id", "id")`,
    );
    this.addSql(
      `alter table "ledger"."archive_part" add constraint "archive_part_archive_foreign" foreign key ("tenant_id", "archive_id") references "ledger"."archive" ("tenant_id", "id")`,
    );
    this.addSql(`alter table "ledger"."archive" enable row level security`);
    this.addSql(`alter table "ledger"."archive" force row level security`);
    this.addSql(
      `create policy "archive_desk" on "ledger"."archive" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "archive_worker" on "ledger"."archive" to "worker" using (true) with check (true)`);
    this.addSql(`create policy "archive_owner" on "ledger"."archive" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "ledger"."archive_chunk" enable row level security`);
    this.addSql(`alter table "ledger"."archive_chunk" force row level security`);
    this.addSql(
      `create policy "archive_chunk_desk" on "ledger"."archive_chunk" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "archive_chunk_owner" on "ledger"."archive_chunk" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "ledger"."archive_part" enable row level security`);
    this.addSql(`alter table "ledger"."archive_part" force row level security`);
    this.addSql(
      `create policy "archive_part_desk" on "ledger"."archive_part" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "archive_part_owner" on "ledger"."archive_part" to "owner" using (true) with check (true)`,
    );
  }
}
