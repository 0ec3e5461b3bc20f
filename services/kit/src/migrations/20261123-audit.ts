import { Migration } from '@mikro-orm/migrations';

/** audit */
export class Migration20261123Audit extends Migration {
  override up(): void {
    this.addSql(
      `create table "ledger"."audit_entry" ("tenant_id" uuid not null, "id" uuid not null, "at" timestamptz not null default now(), "actor_id" uuid null, "actor_name" text not null, "way" text not null, "address" text null, "session_id" uuid null, "support_id" uuid null, "action" text not null, "noun" text not null, "noun_id" uuid null, "customer_id" uuid null, "before" jsonb null, "after" jsonb null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "audit_entry_tenant_id_noun_noun_id_index" on "ledger"."audit_entry" ("tenant_id", "noun", "noun_id")`,
    );
    this.addSql(`create index "audit_entry_tenant_id_at_id_index" on "ledger"."audit_entry" ("tenant_id", "at", "id")`);
    this.addSql(
      `create policy "idempotency_key_hq" on "kit"."idempotency_key" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
    this.addSql(
      `create policy "outbox_event_hq" on "kit"."outbox_event" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
    this.addSql(`create policy "outbox_event_edge" on "kit"."outbox_event" to "edge" using (true) with check (true)`);
    this.addSql(`alter table "ledger"."audit_entry" enable row level security`);
    this.addSql(`alter table "ledger"."audit_entry" force row level security`);
    this.addSql(
      `create policy "audit_entry_desk" on "ledger"."audit_entry" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "audit_entry_portal" on "ledger"."audit_entry" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "audit_entry_hq" on "ledger"."audit_entry" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
    this.addSql(`create policy "audit_entry_edge" on "ledger"."audit_entry" to "edge" using (true) with check (true)`);
    this.addSql(
      `create policy "audit_entry_owner" on "ledger"."audit_entry" to "owner" using (true) with check (true)`,
    );
  }
}
