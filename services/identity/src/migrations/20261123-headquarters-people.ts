import { Migration } from '@mikro-orm/migrations';

/** Headquarters keeps its own people: rows of its own tenant as in ledger and notifications, invitations, leaving. */
export class Migration20261123HeadquartersPeople extends Migration {
  override up(): void {
    this.addSql(`drop policy "headquarters_membership_edge" on "identity"."headquarters_membership"`);
    this.addSql(
      `alter table "identity"."headquarters_membership" add "tenant_id" uuid not null default '00000000-0000-7000-8000-000000000001', add "email" text null, add "email_key" text null, add "joined_at" timestamptz null, add "end_reason" text null, add "ended_by_id" uuid null, add "version" int not null default 1`,
    );
    this.addSql(
      `update "identity"."headquarters_membership" h set email = a.email, email_key = a.email_key from "identity"."account" a
       where a.id = h.account_id and a.ended_at is null`,
    );
    this.addSql(
      `alter table "identity"."headquarters_membership" drop constraint "headquarters_membership_pkey", add primary key ("tenant_id", "id")`,
    );
    this.addSql(
      `create policy "headquarters_membership_desk" on "identity"."headquarters_membership" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "headquarters_membership_hq" on "identity"."headquarters_membership" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
    this.addSql(`create policy "headquarters_membership_edge" on "identity"."headquarters_membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s) or account_id in (select t.account_id
   from identity.api_token t)) with check (account_id = (select current_setting('app.account')::uuid as current_setting) and tenant_id = '00000000-0000-7000-8000-000000000001'::uuid and exists ( select
   from identity.invitation i
  where i.tenant_id = headquarters_membership.tenant_id and i.id = headquarters_membership.id and i.roles = headquarters_membership.roles and i.customer_id is null and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()))`);
    this.addSql(
      `create policy "invitation_hq" on "identity"."invitation" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
  }
}
