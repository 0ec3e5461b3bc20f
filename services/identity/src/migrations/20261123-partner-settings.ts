import { Migration } from '@mikro-orm/migrations';

/** A partner’s own settings, its closing days, versions of its policy that are taken back, and the guided set-up. */
export class Migration20261123PartnerSettings extends Migration {
  override up(): void {
    this.addSql(
      `create table "identity"."closing_day" ("tenant_id" uuid not null, "id" uuid not null, "date" date not null, "is_open" boolean not null, "periods" jsonb null, "name" text not null, "created_by" uuid null, "created_at" timestamptz not null default now(), "ended_at" timestamptz null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create unique index closing_day_date_unique on identity.closing_day (tenant_id, date) where ended_at is null`,
    );
    this.addSql(
      `create table "identity"."partner_logo" ("tenant_id" uuid not null, "id" uuid not null, "media_type" text not null, "width" int not null, "height" int not null, "bytes" bytea not null, "created_at" timestamptz not null default now(), primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create table "identity"."set_up" ("tenant_id" uuid not null, "steps" text[] not null default '{}', "finished_at" timestamptz null, "version" int not null default 1, primary key ("tenant_id"))`,
    );
    this.addSql(
      `alter table "identity"."partner" add "sender_name" text null, add "logo_id" uuid null, add "departments" text[] not null default '{}', add "divisions" text[] not null default '{}'`,
    );
    this.addSql(
      `alter table "identity"."service_policy" add "note" text null, add "created_by" uuid null, add "created_at" timestamptz not null default now(), add "withdrawn_at" timestamptz null`,
    );
    this.addSql(`alter table "identity"."closing_day" enable row level security`);
    this.addSql(`alter table "identity"."closing_day" force row level security`);
    this.addSql(
      `create policy "closing_day_desk" on "identity"."closing_day" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "closing_day_portal" on "identity"."closing_day" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "closing_day_owner" on "identity"."closing_day" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."partner_logo" enable row level security`);
    this.addSql(`alter table "identity"."partner_logo" force row level security`);
    this.addSql(
      `create policy "partner_logo_desk" on "identity"."partner_logo" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "partner_logo_portal" on "identity"."partner_logo" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "partner_logo_owner" on "identity"."partner_logo" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."set_up" enable row level security`);
    this.addSql(`alter table "identity"."set_up" force row level security`);
    this.addSql(
      `create policy "set_up_desk" on "identity"."set_up" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "set_up_owner" on "identity"."set_up" to "owner" using (true) with check (true)`);
    // What partners already are: the departments and regions of their people.
    this.addSql(`update identity.partner p set
      departments = coalesce((select array_agg(distinct m.department order by m.department) from identity.membership m
        where m.tenant_id = p.tenant_id and m.customer_id is null and m.department is not null), '{}'),
      divisions = coalesce((select array_agg(distinct d order by d) from identity.membership m, unnest(m.divisions) as d
        where m.tenant_id = p.tenant_id and m.customer_id is null and m.ended_at is null), '{}')`);
  }
}
