import { Migration } from '@mikro-orm/migrations';

/** The inbox, how each wants to be told, and reminders; promises that run already get theirs. */
export class Migration20261123Inbox extends Migration {
  override up(): void {
    this.addSql(
      `create table "notifications"."inbox_item" ("tenant_id" uuid not null, "id" uuid not null, "membership_id" uuid not null, "customer_id" uuid null, "kind" text not null, "noun" text not null, "noun_id" uuid not null, "number" text null, "actor_id" uuid null, "about_customer_id" uuid null, "detail" jsonb not null, "times" int not null default 1, "at" timestamptz not null, "read_at" timestamptz null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create unique index inbox_item_unread_index on notifications.inbox_item (tenant_id, membership_id, kind, noun_id) where read_at is null`,
    );
    this.addSql(
      `create index inbox_item_list_index on notifications.inbox_item (tenant_id, membership_id, at desc, id desc)`,
    );
    this.addSql(
      `create table "notifications"."preference" ("tenant_id" uuid not null, "membership_id" uuid not null, "kind" text not null, "customer_id" uuid null, "in_app" boolean not null, "by_mail" boolean not null, primary key ("tenant_id", "membership_id", "kind"))`,
    );
    this.addSql(
      `create table "notifications"."reminder" ("tenant_id" uuid not null, "id" uuid not null, "at" timestamptz not null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index "reminder_at_index" on "notifications"."reminder" ("at")`);
    this.addSql(`alter table "notifications"."inbox_item" add constraint "inbox_item_times_check" check (times > 0)`);
    this.addSql(`alter table "notifications"."inbox_item" enable row level security`);
    this.addSql(`alter table "notifications"."inbox_item" force row level security`);
    this.addSql(
      `create policy "inbox_item_desk" on "notifications"."inbox_item" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "inbox_item_portal" on "notifications"."inbox_item" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "inbox_item_hq" on "notifications"."inbox_item" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
    this.addSql(
      `create policy "inbox_item_owner" on "notifications"."inbox_item" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "notifications"."preference" enable row level security`);
    this.addSql(`alter table "notifications"."preference" force row level security`);
    this.addSql(
      `create policy "preference_desk" on "notifications"."preference" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "preference_portal" on "notifications"."preference" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "preference_hq" on "notifications"."preference" to "hq" using (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) with check (tenant_id = '00000000-0000-7000-8000-000000000001'::uuid)`,
    );
    this.addSql(
      `create policy "preference_owner" on "notifications"."preference" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "notifications"."reminder" enable row level security`);
    this.addSql(`alter table "notifications"."reminder" force row level security`);
    this.addSql(
      `create policy "reminder_desk" on "notifications"."reminder" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "reminder_worker" on "notifications"."reminder" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "reminder_owner" on "notifications"."reminder" to "owner" using (true) with check (true)`,
    );
    this.addSql(`insert into notifications.reminder (tenant_id, id, at) select tenant_id, id, due_at - (due_at - since) / 4
      from ledger.service_promise where state = 'RUNNING' and broken_at is null and due_at > now()`);
  }
}
