import { Migration } from '@mikro-orm/migrations';

/** Headquarters asks to be let into a partner, and the partner answers: two tables, each written by one side. */
export class Migration20261123SupportAccess extends Migration {
  override up(): void {
    this.addSql(
      `create table "network"."support_grant" ("tenant_id" uuid not null, "id" uuid not null, "answer" text not null, "roles" text[] not null, "ends_at" timestamptz not null, "answered_by_id" uuid not null, "answered_at" timestamptz not null, "note" text null, "ended_at" timestamptz null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create table "network"."support_request" ("tenant_id" uuid not null, "id" uuid not null, "reason" text not null, "asked_by_id" uuid not null, "account_id" uuid not null, "asked_by_name" text not null, "asked_at" timestamptz not null, "ends_at" timestamptz not null, "withdrawn_at" timestamptz null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index "support_request_asked_at_id_index" on "network"."support_request" ("asked_at", "id")`);
    this.addSql(
      `alter table "network"."support_grant" add constraint "support_grant_answer_check" check (answer in ('GRANTED', 'REFUSED'))`,
    );
    this.addSql(
      `alter table "network"."support_grant" add constraint "support_grant_request_foreign" foreign key ("tenant_id", "id") references "network"."support_request" ("tenant_id", "id")`,
    );
    this.addSql(`alter table "network"."support_grant" enable row level security`);
    this.addSql(`alter table "network"."support_grant" force row level security`);
    this.addSql(
      `create policy "support_grant_desk" on "network"."support_grant" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "support_grant_hq" on "network"."support_grant" to "hq" using (true) with check (true)`);
    this.addSql(
      `create policy "support_grant_edge" on "network"."support_grant" to "edge" using (answer = 'GRANTED' and ended_at is null and ends_at > now()) with check (answer = 'GRANTED' and ended_at is null and ends_at > now())`,
    );
    this.addSql(
      `create policy "support_grant_owner" on "network"."support_grant" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table "network"."support_request" add constraint "support_request_ends_check" check (ends_at > asked_at and ends_at <= (asked_at + '72:05:00'::interval))`,
    );
    this.addSql(`alter table "network"."support_request" enable row level security`);
    this.addSql(`alter table "network"."support_request" force row level security`);
    this.addSql(
      `create policy "support_request_desk" on "network"."support_request" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "support_request_hq" on "network"."support_request" to "hq" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "support_request_edge" on "network"."support_request" to "edge" using (withdrawn_at is null and ends_at > now()) with check (withdrawn_at is null and ends_at > now())`,
    );
    this.addSql(
      `create policy "support_request_owner" on "network"."support_request" to "owner" using (true) with check (true)`,
    );
  }
}
