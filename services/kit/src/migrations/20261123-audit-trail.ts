import { Migration } from '@mikro-orm/migrations';

/** audit trail: what is about people sealed with keys of their own, lists in the order of the key */
export class Migration20261123AuditTrail extends Migration {
  override up(): void {
    this.addSql(
      `create table "ledger"."subject_key" ("tenant_id" uuid not null, "subject_id" uuid not null, "sealed_key" text null, "dropped_at" timestamptz null, primary key ("tenant_id", "subject_id"))`,
    );
    this.addSql(`drop policy "audit_entry_edge" on "ledger"."audit_entry"`);
    this.addSql(`drop index "ledger"."audit_entry_tenant_id_at_id_index"`);
    this.addSql(`drop index "ledger"."audit_entry_tenant_id_noun_noun_id_index"`);
    this.addSql(`alter table "ledger"."audit_entry" drop constraint "audit_entry_pkey"`);
    this.addSql(
      `alter table "ledger"."audit_entry" add "account_id" uuid null, add "cause_id" uuid null, add "personal" jsonb null`,
    );
    this.addSql(`alter table "ledger"."audit_entry" alter column "actor_name" drop not null`);
    this.addSql(`alter table "ledger"."audit_entry" drop column "address", add "label" text null`);
    this.addSql(`create index audit_entry_retention_index on ledger.audit_entry using brin (at)`);
    this.addSql(
      `create index "audit_entry_tenant_id_actor_id_at_id_index" on "ledger"."audit_entry" ("tenant_id", "actor_id", "at", "id")`,
    );
    this.addSql(
      `create index "audit_entry_tenant_id_noun_id_at_id_index" on "ledger"."audit_entry" ("tenant_id", "noun_id", "at", "id")`,
    );
    this.addSql(`alter table "ledger"."audit_entry" add primary key ("tenant_id", "at", "id")`);
    this.addSql(
      `create policy "audit_entry_worker" on "ledger"."audit_entry" to "worker" using (at < (now() - '3 years'::interval)) with check (at < (now() - '3 years'::interval))`,
    );
    this.addSql(
      `create policy "audit_entry_edge" on "ledger"."audit_entry" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting)) with check (true)`,
    );
    this.addSql(`alter table "ledger"."subject_key" enable row level security`);
    this.addSql(`alter table "ledger"."subject_key" force row level security`);
    this.addSql(
      `create policy "subject_key_desk" on "ledger"."subject_key" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "subject_key_portal" on "ledger"."subject_key" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "subject_key_edge" on "ledger"."subject_key" to "edge" using (subject_id = (select current_setting('app.account')::uuid as current_setting)) with check (subject_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "subject_key_hq" on "ledger"."subject_key" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
    this.addSql(
      `create policy "subject_key_owner" on "ledger"."subject_key" to "owner" using (true) with check (true)`,
    );
  }
}
