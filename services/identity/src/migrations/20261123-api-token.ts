import { Migration } from '@mikro-orm/migrations';

/** API tokens, and what one names by its hash: its account and the memberships of that. */
export class Migration20261123ApiToken extends Migration {
  override up(): void {
    this.addSql(
      `create table "identity"."api_token" ("token_hash" text not null, "id" uuid not null, "account_id" uuid not null, "membership_id" uuid not null, "name" text not null, "hint" text not null, "scopes" text[] not null, "created_at" timestamptz not null default now(), "expires_at" timestamptz not null, "last_used_at" timestamptz null, "last_address" text null, "ended_at" timestamptz null, primary key ("token_hash"))`,
    );
    this.addSql(
      `create index "api_token_account_id_membership_id_index" on "identity"."api_token" ("account_id", "membership_id")`,
    );
    this.addSql(`drop policy "account_edge" on "identity"."account"`);
    this.addSql(`drop policy "headquarters_membership_edge" on "identity"."headquarters_membership"`);
    this.addSql(`drop policy "membership_edge" on "identity"."membership"`);
    this.addSql(`create policy "account_edge" on "identity"."account" to "edge" using (email_key = (select current_setting('app.key') as current_setting) or id = (select current_setting('app.account')::uuid as current_setting) or id in (select s.account_id
   from identity.session s) or id in (select t.account_id
   from identity.api_token t)) with check (email_key = (select current_setting('app.key') as current_setting) or id = (select current_setting('app.account')::uuid as current_setting) or id in (select s.account_id
   from identity.session s) or id in (select t.account_id
   from identity.api_token t))`);
    this.addSql(`create policy "headquarters_membership_edge" on "identity"."headquarters_membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s) or account_id in (select t.account_id
   from identity.api_token t)) with check (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s) or account_id in (select t.account_id
   from identity.api_token t))`);
    this.addSql(`create policy "membership_edge" on "identity"."membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s) or account_id in (select t.account_id
   from identity.api_token t)) with check (account_id = (select current_setting('app.account')::uuid as current_setting) and (exists ( select
   from identity.invitation i
  where i.tenant_id = membership.tenant_id and i.id = membership.id and i.roles = membership.roles and not i.customer_id is distinct from membership.customer_id and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()) or (customer_id is null and tenant_id in (select o.tenant_id
   from identity.sign_on o
  where o.code_key = (select current_setting('app.key') as current_setting) and o.is_enabled))))`);
    this.addSql(
      `alter table "identity"."api_token" add constraint "api_token_year_check" check (expires_at <= (created_at + '366 days'::interval))`,
    );
    this.addSql(
      `alter table "identity"."api_token" add constraint "api_token_scopes_check" check (scopes <@ array['read', 'write', 'documents', 'introspection'] and cardinality(scopes) > 0)`,
    );
    this.addSql(`alter table "identity"."api_token" enable row level security`);
    this.addSql(`alter table "identity"."api_token" force row level security`);
    this.addSql(
      `create policy "api_token_edge" on "identity"."api_token" to "edge" using (token_hash = any (string_to_array((select current_setting('app.key') as current_setting), ',')) or account_id = (select current_setting('app.account')::uuid as current_setting)) with check (token_hash = any (string_to_array((select current_setting('app.key') as current_setting), ',')) or account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "api_token_worker" on "identity"."api_token" to "worker" using (true) with check (true)`,
    );
    this.addSql(`create policy "api_token_owner" on "identity"."api_token" to "owner" using (true) with check (true)`);
  }
}
