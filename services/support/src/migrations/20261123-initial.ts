import { Migration } from '@mikro-orm/migrations';

/** Tables, row policies, and by hand at the end: foreign keys, checked at commit because a unit of work writes its rows in no order of theirs. */
export class Migration20261123Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "support"."activity" ("tenant_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "order_id" uuid null, "customer_id" uuid not null, "at" timestamptz not null, "action" text not null, "actor_id" uuid null, "actor_name" text null, "note" text null, "staff_note" text null, "detail" jsonb not null, "customer_visible" boolean not null default true, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "activity_tenant_id_order_id_at_id_index" on "support"."activity" ("tenant_id", "order_id", "at", "id")`,
    );
    this.addSql(
      `create index "activity_tenant_id_ticket_id_at_id_index" on "support"."activity" ("tenant_id", "ticket_id", "at", "id")`,
    );
    this.addSql(
      `create table "support"."call" ("tenant_id" uuid not null, "id" uuid not null, "number" text not null, "state" text not null default 'QUEUED', "caller_number" text null, "caller_name" text null, "company_name" text null, "customer_id" uuid null, "contact_id" uuid null, "agent_id" uuid null, "ticket_id" uuid null, "started_at" timestamptz not null, "ended_at" timestamptz null, "note" text null, "solution" text null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index call_agent_index on support.call (tenant_id, agent_id, started_at desc, id desc)`);
    this.addSql(`create index call_list_index on support.call (tenant_id, started_at desc, id desc)`);
    this.addSql(
      `alter table "support"."call" add constraint "call_tenant_id_number_unique" unique ("tenant_id", "number")`,
    );
    this.addSql(
      `create table "support"."dispatch_order" ("tenant_id" uuid not null, "id" uuid not null, "number" text not null, "state" text not null default 'RECEIVED', "ticket_id" uuid not null, "customer_id" uuid not null, "entitlement" jsonb null, "registered_product_id" uuid null, "product_name" text null, "product_line" text null, "product_version" text null, "serial" text null, "symptom" text not null, "steps_tried" text null, "severity" text not null, "site_id" uuid null, "division_code" text null, "division_name" text null, "address" text null, "how_to_get_there" text null, "is_remote" boolean not null default false, "contact_name" text null, "contact_phone" text null, "received_at" timestamptz not null, "service_items" jsonb not null, "price_accepted_by" text null, "price_accepted_at" timestamptz null, "out_of_term_reason" text null, "remote_reason" text null, "remote_allowance_hours" int not null default 0, "supervisor_id" uuid null, "consultant_id" uuid null, "appointment_at" timestamptz null, "appointment_until" timestamptz null, "departed_at" timestamptz null, "arrived_at" timestamptz null, "left_at" timestamptz null, "contact_attempts" int not null default 0, "waiting_for_customer" boolean not null default false, "record_id" uuid null, "previous_order_id" uuid null, "next_order_id" uuid null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index dispatch_order_appointment_index on support.dispatch_order (tenant_id, appointment_at, id)`,
    );
    this.addSql(
      `create index dispatch_order_visit_index on support.dispatch_order (tenant_id, consultant_id, appointment_at, id)`,
    );
    this.addSql(
      `create index dispatch_order_state_index on support.dispatch_order (tenant_id, state, received_at desc, id desc)`,
    );
    this.addSql(
      `create index dispatch_order_customer_index on support.dispatch_order (tenant_id, customer_id, received_at desc, id desc)`,
    );
    this.addSql(
      `create index "dispatch_order_tenant_id_ticket_id_index" on "support"."dispatch_order" ("tenant_id", "ticket_id")`,
    );
    this.addSql(`create index dispatch_order_list_index on support.dispatch_order (tenant_id, received_at desc, id desc)
  include (number, state, severity, customer_id, product_name, product_line, division_name, is_remote, consultant_id, appointment_at,
  appointment_until, waiting_for_customer, contact_attempts, ticket_id, version)`);
    this.addSql(
      `alter table "support"."dispatch_order" add constraint "dispatch_order_tenant_id_previous_order_id_unique" unique ("tenant_id", "previous_order_id")`,
    );
    this.addSql(
      `alter table "support"."dispatch_order" add constraint "dispatch_order_tenant_id_number_unique" unique ("tenant_id", "number")`,
    );
    this.addSql(
      `create table "support"."service_record" ("tenant_id" uuid not null, "id" uuid not null, "order_id" uuid not null, "customer_id" uuid not null, "revision" int not null, "contact_name" text not null, "address" text not null, "how_to_get_there" text null, "product_name" text null, "product_version" text null, "serial" text null, "symptom" text not null, "diagnosis" text not null, "steps" text not null, "service_items" jsonb not null, "arrived_at" timestamptz not null, "left_at" timestamptz not null, "result" text not null, "headquarters_issue" text null, "follow_up_number" text null, "content_hash" text not null, "consultant_signature" text null, "recorded_by_id" uuid not null, "received_at" timestamptz not null, "rating" int null, "opinion" text null, "signatory_name" text null, "customer_signature" text null, "confirmed_at" timestamptz null, "confirmed_via" text null, "confirmed_by_id" uuid null, "disputed_at" timestamptz null, "dispute_reason" text null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `alter table "support"."service_record" add constraint "service_record_tenant_id_order_id_revision_unique" unique ("tenant_id", "order_id", "revision")`,
    );
    this.addSql(
      `create table "support"."ticket" ("tenant_id" uuid not null, "id" uuid not null, "number" text not null, "state" text not null default 'NEW', "severity" text not null default 'NORMAL', "symptom" text not null, "steps_tried" text null, "solution" text null, "customer_id" uuid not null, "contact_id" uuid null, "contact_name" text null, "contact_phone" text null, "registered_product_id" uuid null, "product_name" text null, "product_line" text null, "product_version" text null, "serial" text null, "entitlement" jsonb null, "taken_by_id" uuid null, "raised_by_id" uuid not null, "call_id" uuid null, "raised_at" timestamptz not null, "updated_at" timestamptz not null, "closed_at" timestamptz null, "waiting_reason" text null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index ticket_raised_index on support.ticket (tenant_id, raised_at desc, id desc)`);
    this.addSql(`create index ticket_state_index on support.ticket (tenant_id, state, updated_at desc, id desc)`);
    this.addSql(
      `create index ticket_taken_by_index on support.ticket (tenant_id, taken_by_id, updated_at desc, id desc)`,
    );
    this.addSql(
      `create index ticket_customer_index on support.ticket (tenant_id, customer_id, updated_at desc, id desc)`,
    );
    this.addSql(`create index ticket_list_index on support.ticket (tenant_id, updated_at desc, id desc)
  include (number, state, severity, symptom, customer_id, contact_name, product_name, product_line, taken_by_id, raised_at, version)`);
    this.addSql(
      `alter table "support"."ticket" add constraint "ticket_tenant_id_number_unique" unique ("tenant_id", "number")`,
    );
    this.addSql(`alter table "support"."activity" enable row level security`);
    this.addSql(`alter table "support"."activity" force row level security`);
    this.addSql(
      `create policy "activity_desk" on "support"."activity" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "activity_portal" on "support"."activity" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]) and customer_visible) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]) and customer_visible)`,
    );
    this.addSql(`create policy "activity_owner" on "support"."activity" to "owner" using (true) with check (true)`);
    this.addSql(
      `alter table "support"."call" add constraint "call_state_check" check (state in ('QUEUED', 'ANSWERED', 'ABANDONED', 'SOLVED', 'RAISED'))`,
    );
    this.addSql(`alter table "support"."call" enable row level security`);
    this.addSql(`alter table "support"."call" force row level security`);
    this.addSql(
      `create policy "call_desk" on "support"."call" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "call_owner" on "support"."call" to "owner" using (true) with check (true)`);
    this.addSql(
      `alter table "support"."dispatch_order" add constraint "dispatch_order_remote_check" check (remote_allowance_hours = 0 or (is_remote and remote_reason is not null))`,
    );
    this.addSql(
      `alter table "support"."dispatch_order" add constraint "dispatch_order_state_check" check (state in ('RECEIVED', 'ASSIGNED', 'CONTACTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE', 'RECORDED', 'CONFIRMED', 'DISPUTED', 'CANCELLED'))`,
    );
    this.addSql(`alter table "support"."dispatch_order" enable row level security`);
    this.addSql(`alter table "support"."dispatch_order" force row level security`);
    this.addSql(
      `create policy "dispatch_order_desk" on "support"."dispatch_order" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "dispatch_order_portal" on "support"."dispatch_order" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "dispatch_order_owner" on "support"."dispatch_order" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table "support"."service_record" add constraint "service_record_confirmed_check" check ((confirmed_at is null) = (confirmed_via is null) and (confirmed_at is null) = (rating is null))`,
    );
    this.addSql(
      `alter table "support"."service_record" add constraint "service_record_times_check" check (left_at >= arrived_at)`,
    );
    this.addSql(
      `alter table "support"."service_record" add constraint "service_record_via_check" check (confirmed_via in ('DEVICE', 'PORTAL', 'LINK'))`,
    );
    this.addSql(
      `alter table "support"."service_record" add constraint "service_record_rating_check" check (rating >= 1 and rating <= 5)`,
    );
    this.addSql(
      `alter table "support"."service_record" add constraint "service_record_result_check" check (result in ('SOLVED', 'PARTLY', 'NOT_SOLVED'))`,
    );
    this.addSql(`alter table "support"."service_record" enable row level security`);
    this.addSql(`alter table "support"."service_record" force row level security`);
    this.addSql(
      `create policy "service_record_desk" on "support"."service_record" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "service_record_portal" on "support"."service_record" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "service_record_owner" on "support"."service_record" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table "support"."ticket" add constraint "ticket_symptom_check" check (length(symptom) >= 1 and length(symptom) <= 500)`,
    );
    this.addSql(
      `alter table "support"."ticket" add constraint "ticket_severity_check" check (severity in ('LOW', 'NORMAL', 'HIGH', 'URGENT'))`,
    );
    this.addSql(
      `alter table "support"."ticket" add constraint "ticket_state_check" check (state in ('NEW', 'OPEN', 'WAITING', 'DISPATCHED', 'RESOLVED', 'CLOSED'))`,
    );
    this.addSql(`alter table "support"."ticket" enable row level security`);
    this.addSql(`alter table "support"."ticket" force row level security`);
    this.addSql(
      `create policy "ticket_desk" on "support"."ticket" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "ticket_portal" on "support"."ticket" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(`create policy "ticket_owner" on "support"."ticket" to "owner" using (true) with check (true)`);
    this.addSql(
      `alter table support.activity add constraint activity_ticket_id_foreign foreign key (tenant_id, ticket_id) references support.ticket (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.activity add constraint activity_order_id_foreign foreign key (tenant_id, order_id) references support.dispatch_order (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.call add constraint call_ticket_id_foreign foreign key (tenant_id, ticket_id) references support.ticket (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.dispatch_order add constraint dispatch_order_ticket_id_foreign foreign key (tenant_id, ticket_id) references support.ticket (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.dispatch_order add constraint dispatch_order_previous_order_id_foreign foreign key (tenant_id, previous_order_id) references support.dispatch_order (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.dispatch_order add constraint dispatch_order_next_order_id_foreign foreign key (tenant_id, next_order_id) references support.dispatch_order (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.dispatch_order add constraint dispatch_order_record_id_foreign foreign key (tenant_id, record_id) references support.service_record (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.service_record add constraint service_record_order_id_foreign foreign key (tenant_id, order_id) references support.dispatch_order (tenant_id, id) deferrable initially deferred`,
    );
    this.addSql(
      `alter table support.ticket add constraint ticket_call_id_foreign foreign key (tenant_id, call_id) references support.call (tenant_id, id) deferrable initially deferred`,
    );
  }
}
