import { Migration } from '@mikro-orm/migrations';

/** A partner’s life with headquarters: state, contact, history, and what it publishes of its service policy. */
export class Migration20261123Partnership extends Migration {
  override up(): void {
    this.addSql(
      `create table "network"."partner_contact" ("partner_id" uuid not null, "name" text not null, "email" text null, "phone" text null, primary key ("partner_id"))`,
    );
    this.addSql(
      `create table "network"."partnership" ("id" uuid not null, "state" text not null default 'ACTIVE', "since" timestamptz not null default now(), "state_since" timestamptz not null default now(), "time_zone" text not null default 'Asia/Shanghai', "calendar" text not null default 'CN', "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "partnership_since_id_index" on "network"."partnership" ("since", "id")`);
    this.addSql(
      `create table "network"."partnership_change" ("partner_id" uuid not null, "id" uuid not null, "at" timestamptz not null, "action" text not null, "from_state" text null, "to_state" text not null, "reason" text null, "by_id" uuid null, "by_name" text null, primary key ("partner_id", "id"))`,
    );
    this.addSql(
      `create index "partnership_change_partner_id_at_index" on "network"."partnership_change" ("partner_id", "at")`,
    );
    this.addSql(
      `create table "network"."published_policy" ("partner_id" uuid not null, "policy_version" int not null, "valid_from" timestamptz not null, "withdrawn_at" timestamptz null, "clock_mode" text not null, "contact_hours" int not null, "on_site_hours" int not null, "open_minutes" int not null, primary key ("partner_id", "policy_version"))`,
    );
    this.addSql(`alter table "network"."partner_contact" enable row level security`);
    this.addSql(`alter table "network"."partner_contact" force row level security`);
    this.addSql(
      `create policy "partner_contact_desk" on "network"."partner_contact" to "desk" using (partner_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (partner_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "partner_contact_hq" on "network"."partner_contact" to "hq" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "partner_contact_owner" on "network"."partner_contact" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table "network"."partnership" add constraint "partnership_state_check" check (state in ('INVITED', 'ACTIVE', 'SUSPENDED', 'LEAVING', 'LEFT'))`,
    );
    this.addSql(`alter table "network"."partnership" enable row level security`);
    this.addSql(`alter table "network"."partnership" force row level security`);
    this.addSql(
      `create policy "partnership_desk" on "network"."partnership" to "desk" using (id = (select current_setting('app.tenant')::uuid as current_setting) and state in ('INVITED', 'ACTIVE', 'LEAVING')) with check (id = (select current_setting('app.tenant')::uuid as current_setting) and state in ('INVITED', 'ACTIVE', 'LEAVING'))`,
    );
    this.addSql(`create policy "partnership_hq" on "network"."partnership" to "hq" using (true) with check (true)`);
    this.addSql(`create policy "partnership_edge" on "network"."partnership" to "edge" using (true) with check (true)`);
    this.addSql(
      `create policy "partnership_owner" on "network"."partnership" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "network"."partnership_change" enable row level security`);
    this.addSql(`alter table "network"."partnership_change" force row level security`);
    this.addSql(
      `create policy "partnership_change_desk" on "network"."partnership_change" to "desk" using (partner_id = (select current_setting('app.tenant')::uuid as current_setting) and action = 'activate') with check (partner_id = (select current_setting('app.tenant')::uuid as current_setting) and action = 'activate')`,
    );
    this.addSql(
      `create policy "partnership_change_hq" on "network"."partnership_change" to "hq" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "partnership_change_owner" on "network"."partnership_change" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "network"."published_policy" enable row level security`);
    this.addSql(`alter table "network"."published_policy" force row level security`);
    this.addSql(
      `create policy "published_policy_desk" on "network"."published_policy" to "desk" using (partner_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (partner_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "published_policy_hq" on "network"."published_policy" to "hq" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "published_policy_owner" on "network"."published_policy" to "owner" using (true) with check (true)`,
    );
    // Partners that are there already are active since they first promised something; a partner of its own contact data tells its monitoring line.
    this.addSql(`insert into network.partner (partner_id, name, province_code, province)
      select p.tenant_id, p.name, p.province_code, p.province_name from identity.partner p
      where exists (select from network.published_cell c where c.partner_id = p.tenant_id) on conflict do nothing`);
    this.addSql(`insert into network.partnership (id, state, since, state_since, time_zone, calendar)
      select p.tenant_id, 'ACTIVE', x.since, x.since, p.time_zone, p.calendar from identity.partner p,
        lateral (select coalesce(min(s.valid_from), now()) as since from identity.service_policy s where s.tenant_id = p.tenant_id) x`);
    this.addSql(`insert into network.partner_contact (partner_id, name, email, phone)
      select p.tenant_id, coalesce((select m.name from identity.membership m where m.tenant_id = p.tenant_id and m.customer_id is null
        and m.ended_at is null and 'partner_admin' = any(m.roles) order by m.id limit 1), p.name), p.monitoring_email, p.monitoring_line
      from identity.partner p`);
    this.addSql(`insert into network.published_policy (partner_id, policy_version, valid_from, clock_mode, contact_hours, on_site_hours, open_minutes)
      select s.tenant_id, s.policy_version, s.valid_from, s.clock_mode, s.contact_hours, s.on_site_hours,
        (select coalesce(sum((split_part(x.until, ':', 1)::int - split_part(x."from", ':', 1)::int) * 60
          + split_part(x.until, ':', 2)::int - split_part(x."from", ':', 2)::int), 0)
         from jsonb_to_recordset(s.periods) as x ("from" text, until text)) from identity.service_policy s`);
  }
}
