import { Migration } from '@mikro-orm/migrations';

/** A partner's own identity provider, who came by it, and who may still use a password. */
export class Migration20261123SignOn extends Migration {
  override up(): void {
    this.addSql(
      `create table "identity"."sign_on" ("tenant_id" uuid not null, "id" uuid not null, "issuer" text not null, "client_id" text not null, "client_secret" text null, "scopes" text[] not null, "groups_claim" text not null, "follows_groups" boolean not null, "group_roles" jsonb not null, "password_for" text not null, "code" text not null, "code_key" text not null, "is_enabled" boolean not null, "tested_at" timestamptz null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index "sign_on_code_key_index" on "identity"."sign_on" ("code_key")`);
    this.addSql(`alter table "identity"."sign_on" add constraint "sign_on_tenant_id_unique" unique ("tenant_id")`);
    this.addSql(
      `create table "identity"."sign_on_link" ("tenant_id" uuid not null, "id" uuid not null, "account_id" uuid not null, "membership_id" uuid not null, "subject_key" text not null, "email" text not null, "created_at" timestamptz not null default now(), "used_at" timestamptz not null default now(), primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "sign_on_link_tenant_id_account_id_index" on "identity"."sign_on_link" ("tenant_id", "account_id")`,
    );
    this.addSql(
      `alter table "identity"."sign_on_link" add constraint "sign_on_link_tenant_id_subject_key_unique" unique ("tenant_id", "subject_key")`,
    );
    this.addSql(
      `create table "identity"."sign_on_rule" ("tenant_id" uuid not null, "id" uuid not null, "code" text null, "password_for" text not null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create table "identity"."used_sign_on" ("state_key" text not null, "at" timestamptz not null default now(), primary key ("state_key"))`,
    );
    this.addSql(
      `alter table "identity"."sign_on_link" add constraint "sign_on_link_membership_foreign" foreign key ("tenant_id", "membership_id") references "identity"."membership" ("tenant_id", "id")`,
    );
    this.addSql(`drop policy "membership_edge" on "identity"."membership"`);
    this.addSql(`create policy "membership_edge" on "identity"."membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s)) with check (account_id = (select current_setting('app.account')::uuid as current_setting) and (exists ( select
   from identity.invitation i
  where i.tenant_id = membership.tenant_id and i.id = membership.id and i.roles = membership.roles and not i.customer_id is distinct from membership.customer_id and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()) or (customer_id is null and tenant_id in (select o.tenant_id
   from identity.sign_on o
  where o.code_key = (select current_setting('app.key') as current_setting) and o.is_enabled))))`);
    this.addSql(
      `alter table "identity"."sign_on" add constraint "sign_on_password_for_check" check (password_for in ('EVERYONE', 'ADMINISTRATORS', 'NOBODY'))`,
    );
    this.addSql(`alter table "identity"."sign_on" enable row level security`);
    this.addSql(`alter table "identity"."sign_on" force row level security`);
    this.addSql(
      `create policy "sign_on_desk" on "identity"."sign_on" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "sign_on_edge" on "identity"."sign_on" to "edge" using (code_key = (select current_setting('app.key') as current_setting)) with check (code_key = (select current_setting('app.key') as current_setting))`,
    );
    this.addSql(`create policy "sign_on_owner" on "identity"."sign_on" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "identity"."sign_on_link" enable row level security`);
    this.addSql(`alter table "identity"."sign_on_link" force row level security`);
    this.addSql(
      `create policy "sign_on_link_desk" on "identity"."sign_on_link" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "sign_on_link_owner" on "identity"."sign_on_link" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table "identity"."sign_on_rule" add constraint "sign_on_rule_password_for_check" check (password_for in ('EVERYONE', 'ADMINISTRATORS', 'NOBODY'))`,
    );
    this.addSql(`alter table "identity"."sign_on_rule" enable row level security`);
    this.addSql(`alter table "identity"."sign_on_rule" force row level security`);
    this.addSql(
      `create policy "sign_on_rule_desk" on "identity"."sign_on_rule" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "sign_on_rule_edge" on "identity"."sign_on_rule" to "edge" using (tenant_id in (select m.tenant_id
   from identity.membership m)) with check (tenant_id in (select m.tenant_id
   from identity.membership m))`);
    this.addSql(
      `create policy "sign_on_rule_owner" on "identity"."sign_on_rule" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."used_sign_on" enable row level security`);
    this.addSql(`alter table "identity"."used_sign_on" force row level security`);
    this.addSql(
      `create policy "used_sign_on_edge" on "identity"."used_sign_on" to "edge" using (state_key = (select current_setting('app.key') as current_setting)) with check (state_key = (select current_setting('app.key') as current_setting))`,
    );
    this.addSql(
      `create policy "used_sign_on_worker" on "identity"."used_sign_on" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "used_sign_on_owner" on "identity"."used_sign_on" to "owner" using (true) with check (true)`,
    );
  }
}
