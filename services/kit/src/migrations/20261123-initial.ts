import { Migration } from '@mikro-orm/migrations';

/** initial */
export class Migration20261123Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "kit"."consumed_event" ("tenant_id" uuid not null, "consumer" text not null, "event_id" uuid not null, "at" timestamptz not null default now(), primary key ("tenant_id", "consumer", "event_id"))`,
    );
    this.addSql(
      `create table "kit"."consumer_position" ("consumer" text not null, "xid" xid8 not null, "event_id" uuid not null, primary key ("consumer"))`,
    );
    this.addSql(
      `create table "kit"."counter" ("tenant_id" uuid not null, "noun" text not null, "year" int not null, "value" int not null, primary key ("tenant_id", "noun", "year"))`,
    );
    this.addSql(
      `create table "kit"."event_aside" ("tenant_id" uuid not null, "consumer" text not null, "event_id" uuid not null, "attempts" int not null, "next_at" timestamptz null, "problem" text not null, "since" timestamptz not null default now(), primary key ("tenant_id", "consumer", "event_id"))`,
    );
    this.addSql(`create index "event_aside_consumer_next_at_index" on "kit"."event_aside" ("consumer", "next_at")`);
    this.addSql(
      `create table "kit"."idempotency_key" ("tenant_id" uuid not null, "membership_id" uuid not null, "key" text not null, "request_hash" text not null, "result_id" uuid null, "at" timestamptz not null default now(), primary key ("tenant_id", "membership_id", "key"))`,
    );
    this.addSql(
      `create table "kit"."outbox_event" ("tenant_id" uuid not null, "id" uuid not null, "xid" xid8 not null default pg_current_xact_id(), "customer_id" uuid null, "event" text not null, "noun" text not null, "noun_id" uuid not null, "ids" jsonb not null, "at" timestamptz not null default now(), primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index "outbox_event_xid_index" on "kit"."outbox_event" ("xid")`);
    this.addSql(
      `create table "ledger"."search_subject" ("tenant_id" uuid not null, "noun" text not null, "noun_id" uuid not null, "customer_id" uuid null, "title" text not null, "subtitle" text null, primary key ("tenant_id", "noun", "noun_id"))`,
    );
    this.addSql(
      `create table "ledger"."search_token" ("tenant_id" uuid not null, "token" text collate "C" not null, "noun" text not null, "noun_id" uuid not null, "customer_id" uuid null, primary key ("tenant_id", "token", "noun", "noun_id"))`,
    );
    this.addSql(
      `create index "search_token_tenant_id_noun_id_noun_token_index" on "ledger"."search_token" ("tenant_id", "noun_id", "noun", "token")`,
    );
    this.addSql(
      `create table "ledger"."service_promise" ("tenant_id" uuid not null, "id" uuid not null, "kind" text not null, "state" text not null default 'RUNNING', "noun" text not null, "noun_id" uuid not null, "subject" text not null, "customer_id" uuid not null, "owner_id" uuid null, "since" timestamptz not null, "due_at" timestamptz not null, "kept_at" timestamptz null, "paused_at" timestamptz null, "broken_at" timestamptz null, "is_provisional" boolean not null default false, "clock_mode" text not null, "time_zone" text not null, "policy_version" int not null, "hours" double precision not null, "allowance_hours" double precision not null default 0, "derivation" jsonb not null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index service_promise_due_index on ledger.service_promise (due_at) include (tenant_id, id) where state = 'RUNNING' and broken_at is null`,
    );
    this.addSql(
      `create index service_promise_owner_index on ledger.service_promise (tenant_id, owner_id, due_at, id) where state = 'RUNNING'`,
    );
    this.addSql(`create index service_promise_list_index on ledger.service_promise (tenant_id, state, due_at, id) include (kind, noun, noun_id, subject, customer_id, owner_id, since, kept_at, paused_at, broken_at, is_provisional,
  clock_mode, time_zone, policy_version, hours)`);
    this.addSql(
      `alter table "ledger"."service_promise" add constraint "service_promise_tenant_id_noun_id_kind_unique" unique ("tenant_id", "noun_id", "kind")`,
    );
    this.addSql(`alter table "kit"."consumed_event" enable row level security`);
    this.addSql(`alter table "kit"."consumed_event" force row level security`);
    this.addSql(
      `create policy "consumed_event_desk" on "kit"."consumed_event" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "consumed_event_worker" on "kit"."consumed_event" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "consumed_event_owner" on "kit"."consumed_event" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "kit"."consumer_position" enable row level security`);
    this.addSql(`alter table "kit"."consumer_position" force row level security`);
    this.addSql(
      `create policy "consumer_position_worker" on "kit"."consumer_position" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "consumer_position_owner" on "kit"."consumer_position" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "kit"."counter" enable row level security`);
    this.addSql(`alter table "kit"."counter" force row level security`);
    this.addSql(
      `create policy "counter_desk" on "kit"."counter" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "counter_portal" on "kit"."counter" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "counter_owner" on "kit"."counter" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "kit"."event_aside" enable row level security`);
    this.addSql(`alter table "kit"."event_aside" force row level security`);
    this.addSql(`create policy "event_aside_worker" on "kit"."event_aside" to "worker" using (true) with check (true)`);
    this.addSql(`create policy "event_aside_owner" on "kit"."event_aside" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "kit"."idempotency_key" enable row level security`);
    this.addSql(`alter table "kit"."idempotency_key" force row level security`);
    this.addSql(
      `create policy "idempotency_key_desk" on "kit"."idempotency_key" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "idempotency_key_portal" on "kit"."idempotency_key" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "idempotency_key_worker" on "kit"."idempotency_key" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "idempotency_key_owner" on "kit"."idempotency_key" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "kit"."outbox_event" enable row level security`);
    this.addSql(`alter table "kit"."outbox_event" force row level security`);
    this.addSql(
      `create policy "outbox_event_desk" on "kit"."outbox_event" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "outbox_event_portal" on "kit"."outbox_event" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "outbox_event_worker" on "kit"."outbox_event" to "worker" using (true) with check (true)`,
    );
    this.addSql(`create policy "outbox_event_owner" on "kit"."outbox_event" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "ledger"."search_subject" enable row level security`);
    this.addSql(`alter table "ledger"."search_subject" force row level security`);
    this.addSql(
      `create policy "search_subject_desk" on "ledger"."search_subject" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "search_subject_portal" on "ledger"."search_subject" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "search_subject_owner" on "ledger"."search_subject" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "ledger"."search_token" enable row level security`);
    this.addSql(`alter table "ledger"."search_token" force row level security`);
    this.addSql(
      `create policy "search_token_desk" on "ledger"."search_token" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "search_token_portal" on "ledger"."search_token" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "search_token_owner" on "ledger"."search_token" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table "ledger"."service_promise" add constraint "service_promise_broken_check" check (kept_at is null or (kept_at > due_at) = (broken_at is not null))`,
    );
    this.addSql(
      `alter table "ledger"."service_promise" add constraint "service_promise_kept_check" check ((state = 'KEPT') = (kept_at is not null))`,
    );
    this.addSql(
      `alter table "ledger"."service_promise" add constraint "service_promise_kind_check" check (kind in ('CONTACT', 'ON_SITE'))`,
    );
    this.addSql(
      `alter table "ledger"."service_promise" add constraint "service_promise_state_check" check (state in ('RUNNING', 'KEPT', 'PAUSED', 'ENDED'))`,
    );
    this.addSql(`alter table "ledger"."service_promise" enable row level security`);
    this.addSql(`alter table "ledger"."service_promise" force row level security`);
    this.addSql(
      `create policy "service_promise_desk" on "ledger"."service_promise" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "service_promise_portal" on "ledger"."service_promise" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "service_promise_worker" on "ledger"."service_promise" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "service_promise_owner" on "ledger"."service_promise" to "owner" using (true) with check (true)`,
    );
  }
}
