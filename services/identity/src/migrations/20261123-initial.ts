import { Migration } from '@mikro-orm/migrations';

/** initial */
export class Migration20261123Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "identity"."account" ("id" uuid not null, "email_key" text not null, "email" text not null, "password_hash" text not null, "created_at" timestamptz not null default now(), "ended_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`alter table "identity"."account" add constraint "account_email_key_unique" unique ("email_key")`);
    this.addSql(
      `create table "identity"."headquarters_membership" ("id" uuid not null, "account_id" uuid not null, "name" text not null, "roles" text[] not null, "organisation_name" text not null, "ended_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(
      `create index "headquarters_membership_account_id_index" on "identity"."headquarters_membership" ("account_id")`,
    );
    this.addSql(
      `create table "identity"."membership" ("tenant_id" uuid not null, "id" uuid not null, "account_id" uuid not null, "customer_id" uuid null, "name" text not null, "sort_key" text not null, "title" text null, "department" text null, "roles" text[] not null, "product_lines" text[] not null, "divisions" text[] not null, "phone" text null, "organisation_name" text not null, "ended_at" timestamptz null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "membership_tenant_id_sort_key_id_index" on "identity"."membership" ("tenant_id", "sort_key", "id")`,
    );
    this.addSql(`create index "membership_account_id_index" on "identity"."membership" ("account_id")`);
    this.addSql(
      `create table "identity"."partner" ("tenant_id" uuid not null, "name" text not null, "province_code" text not null, "province_name" text not null, "time_zone" text not null, "calendar" text not null, "monitoring_line" text null, "monitoring_email" text null, "version" int not null default 1, primary key ("tenant_id"))`,
    );
    this.addSql(
      `create table "identity"."service_policy" ("tenant_id" uuid not null, "id" uuid not null, "policy_version" int not null, "valid_from" timestamptz not null, "clock_mode" text not null, "contact_hours" int not null, "on_site_hours" int not null, "periods" jsonb not null, "make_up_weekday" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `alter table "identity"."service_policy" add constraint "service_policy_tenant_id_policy_version_unique" unique ("tenant_id", "policy_version")`,
    );
    this.addSql(
      `create table "identity"."session" ("token_hash" text not null, "id" uuid not null, "account_id" uuid not null, "membership_id" uuid null, "viewer" jsonb null, "created_at" timestamptz not null default now(), "expires_at" timestamptz not null, "ended_at" timestamptz null, "user_agent" text null, "address" text null, primary key ("token_hash"))`,
    );
    this.addSql(`create index "session_account_id_index" on "identity"."session" ("account_id")`);
    this.addSql(`alter table "identity"."account" enable row level security`);
    this.addSql(`alter table "identity"."account" force row level security`);
    this.addSql(
      `create policy "account_edge" on "identity"."account" to "edge" using (email_key = (select current_setting('app.key') as current_setting) or id = (select current_setting('app.account')::uuid as current_setting)) with check (email_key = (select current_setting('app.key') as current_setting) or id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(`create policy "account_owner" on "identity"."account" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "identity"."headquarters_membership" enable row level security`);
    this.addSql(`alter table "identity"."headquarters_membership" force row level security`);
    this.addSql(
      `create policy "headquarters_membership_edge" on "identity"."headquarters_membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting)) with check (account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "headquarters_membership_owner" on "identity"."headquarters_membership" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."membership" enable row level security`);
    this.addSql(`alter table "identity"."membership" force row level security`);
    this.addSql(
      `create policy "membership_desk" on "identity"."membership" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "membership_portal" on "identity"."membership" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id is null) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id is null)`,
    );
    this.addSql(
      `create policy "membership_edge" on "identity"."membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting)) with check (account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "membership_owner" on "identity"."membership" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."partner" enable row level security`);
    this.addSql(`alter table "identity"."partner" force row level security`);
    this.addSql(
      `create policy "partner_desk" on "identity"."partner" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "partner_portal" on "identity"."partner" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "partner_edge" on "identity"."partner" to "edge" using (tenant_id in (select m.tenant_id
   from identity.membership m)) with check (tenant_id in (select m.tenant_id
   from identity.membership m))`);
    this.addSql(`create policy "partner_owner" on "identity"."partner" to "owner" using (true) with check (true)`);
    this.addSql(
      `alter table "identity"."service_policy" add constraint "service_policy_mode_check" check (clock_mode in ('ELAPSED', 'WORKDAY', 'BUSINESS'))`,
    );
    this.addSql(
      `alter table "identity"."service_policy" add constraint "service_policy_floor_check" check (contact_hours >= 1 and contact_hours <= 16 and on_site_hours >= 1 and on_site_hours <= 24)`,
    );
    this.addSql(`alter table "identity"."service_policy" enable row level security`);
    this.addSql(`alter table "identity"."service_policy" force row level security`);
    this.addSql(
      `create policy "service_policy_desk" on "identity"."service_policy" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "service_policy_portal" on "identity"."service_policy" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "service_policy_owner" on "identity"."service_policy" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."session" enable row level security`);
    this.addSql(`alter table "identity"."session" force row level security`);
    this.addSql(
      `create policy "session_edge" on "identity"."session" to "edge" using (token_hash = (select current_setting('app.key') as current_setting) or account_id = (select current_setting('app.account')::uuid as current_setting)) with check (token_hash = (select current_setting('app.key') as current_setting) or account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(`create policy "session_owner" on "identity"."session" to "owner" using (true) with check (true)`);
  }
}
