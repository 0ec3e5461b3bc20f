import { Migration } from '@mikro-orm/migrations';

/** Headquarters’ floor under every service policy, by version. */
export class Migration20261123PolicyFloor extends Migration {
  override up(): void {
    this.addSql(
      `create table "catalogue"."policy_floor" ("id" uuid not null, "floor_version" int not null, "valid_from" timestamptz not null, "clock_mode" text not null, "contact_hours" int not null, "on_site_hours" int not null, "open_minutes" int not null, "note" text null, "created_by" uuid null, "created_at" timestamptz not null default now(), "withdrawn_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "catalogue"."policy_floor" add constraint "policy_floor_floor_version_unique" unique ("floor_version")`,
    );
    this.addSql(
      `alter table "catalogue"."policy_floor" add constraint "policy_floor_open_check" check (open_minutes >= 0 and open_minutes <= 10080)`,
    );
    this.addSql(
      `alter table "catalogue"."policy_floor" add constraint "policy_floor_mode_check" check (clock_mode in ('ELAPSED', 'WORKDAY', 'BUSINESS'))`,
    );
    this.addSql(
      `alter table "catalogue"."policy_floor" add constraint "policy_floor_hours_check" check (contact_hours >= 1 and contact_hours <= 16 and on_site_hours >= 1 and on_site_hours <= 24)`,
    );
    this.addSql(`alter table "catalogue"."policy_floor" enable row level security`);
    this.addSql(`alter table "catalogue"."policy_floor" force row level security`);
    this.addSql(
      `create policy "policy_floor_desk" on "catalogue"."policy_floor" to "desk" using (true) with check (true)`,
    );
    this.addSql(`create policy "policy_floor_hq" on "catalogue"."policy_floor" to "hq" using (true) with check (true)`);
    this.addSql(
      `create policy "policy_floor_owner" on "catalogue"."policy_floor" to "owner" using (true) with check (true)`,
    );
    // What R2 asks of everyone: 16 h and 24 h, by whichever clock.
    this.addSql(`insert into catalogue.policy_floor (id, floor_version, valid_from, clock_mode, contact_hours, on_site_hours, open_minutes)
      values ('01900000-0000-7000-8000-0000000f1001', 1, '2020-01-01T00:00:00+08:00', 'BUSINESS', 16, 24, 1800)`);
  }
}
