import { Migration } from '@mikro-orm/migrations';

/** Sessions know their step, their way in and when they were last seen; second factors, resets, changes of e-mail, known devices, counted tries. */
export class Migration20261123Door extends Migration {
  override up(): void {
    this.addSql(
      `create table "identity"."attempt" ("key" text not null, "count" int not null, "until" timestamptz not null, primary key ("key"))`,
    );
    this.addSql(`create index "attempt_until_index" on "identity"."attempt" ("until")`);
    this.addSql(
      `create table "identity"."email_change" ("id" uuid not null, "account_id" uuid not null, "old_email" text not null, "new_email" text not null, "new_key" text not null, "old_key" text not null, "new_confirmed_at" timestamptz null, "old_confirmed_at" timestamptz null, "created_at" timestamptz not null default now(), "expires_at" timestamptz not null, "done_at" timestamptz null, "ended_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "identity"."email_change" add constraint "email_change_new_key_unique" unique ("new_key")`,
    );
    this.addSql(
      `alter table "identity"."email_change" add constraint "email_change_old_key_unique" unique ("old_key")`,
    );
    this.addSql(`create index "email_change_account_id_index" on "identity"."email_change" ("account_id")`);
    this.addSql(
      `create table "identity"."known_device" ("account_id" uuid not null, "device_key" text not null, "first_seen_at" timestamptz not null default now(), "last_seen_at" timestamptz not null default now(), primary key ("account_id", "device_key"))`,
    );
    this.addSql(
      `create table "identity"."password_reset" ("id" uuid not null, "account_id" uuid not null, "token_key" text not null, "created_at" timestamptz not null default now(), "expires_at" timestamptz not null, "ended_at" timestamptz null, "address" text null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "identity"."password_reset" add constraint "password_reset_token_key_unique" unique ("token_key")`,
    );
    this.addSql(`create index "password_reset_account_id_index" on "identity"."password_reset" ("account_id")`);
    this.addSql(
      `create table "identity"."recovery_code" ("account_id" uuid not null, "code_key" text not null, "created_at" timestamptz not null default now(), "ended_at" timestamptz null, primary key ("account_id", "code_key"))`,
    );
    this.addSql(
      `create table "identity"."totp" ("account_id" uuid not null, "sealed_secret" text null, "begun_at" timestamptz not null default now(), "confirmed_at" timestamptz null, "last_step" int null, primary key ("account_id"))`,
    );
    this.addSql(`drop policy "session_edge" on "identity"."session"`);
    this.addSql(
      `alter table "identity"."account" add "password_changed_at" timestamptz null, add "locale" text null, add "time_zone" text null`,
    );
    this.addSql(`alter table "identity"."account" alter column "password_hash" drop not null`);
    this.addSql(
      `alter table "identity"."session" add "stage" text not null default 'OPEN', add "way" text not null default 'PASSWORD', add "sso_tenant_id" uuid null, add "proven_at" timestamptz null, add "last_seen_at" timestamptz not null default now(), add "end_reason" text null, add "device_key" text null`,
    );
    this.addSql(
      `alter table "identity"."session" add constraint "session_way_check" check (way in ('PASSWORD', 'SSO'))`,
    );
    this.addSql(
      `alter table "identity"."session" add constraint "session_stage_check" check (stage in ('TOTP', 'MEMBERSHIP', 'OPEN'))`,
    );
    this.addSql(`create policy "session_worker" on "identity"."session" to "worker" using (true) with check (true)`);
    this.addSql(
      `create policy "session_edge" on "identity"."session" to "edge" using (token_hash = any (string_to_array((select current_setting('app.key') as current_setting), ',')) or account_id = (select current_setting('app.account')::uuid as current_setting)) with check (token_hash = any (string_to_array((select current_setting('app.key') as current_setting), ',')) or account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(`alter table "identity"."attempt" enable row level security`);
    this.addSql(`alter table "identity"."attempt" force row level security`);
    this.addSql(`create policy "attempt_edge" on "identity"."attempt" to "edge" using (true) with check (true)`);
    this.addSql(`create policy "attempt_owner" on "identity"."attempt" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "identity"."email_change" enable row level security`);
    this.addSql(`alter table "identity"."email_change" force row level security`);
    this.addSql(
      `create policy "email_change_edge" on "identity"."email_change" to "edge" using (new_key = (select current_setting('app.key') as current_setting) or old_key = (select current_setting('app.key') as current_setting) or account_id = (select current_setting('app.account')::uuid as current_setting)) with check (new_key = (select current_setting('app.key') as current_setting) or old_key = (select current_setting('app.key') as current_setting) or account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "email_change_worker" on "identity"."email_change" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "email_change_owner" on "identity"."email_change" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."known_device" enable row level security`);
    this.addSql(`alter table "identity"."known_device" force row level security`);
    this.addSql(`create policy "known_device_edge" on "identity"."known_device" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select a.id
   from identity.account a)) with check (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select a.id
   from identity.account a))`);
    this.addSql(
      `create policy "known_device_worker" on "identity"."known_device" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "known_device_owner" on "identity"."known_device" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."password_reset" enable row level security`);
    this.addSql(`alter table "identity"."password_reset" force row level security`);
    this.addSql(
      `create policy "password_reset_edge" on "identity"."password_reset" to "edge" using (token_key = (select current_setting('app.key') as current_setting) or account_id = (select current_setting('app.account')::uuid as current_setting)) with check (token_key = (select current_setting('app.key') as current_setting) or account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "password_reset_worker" on "identity"."password_reset" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "password_reset_owner" on "identity"."password_reset" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."recovery_code" enable row level security`);
    this.addSql(`alter table "identity"."recovery_code" force row level security`);
    this.addSql(
      `create policy "recovery_code_edge" on "identity"."recovery_code" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting)) with check (account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "recovery_code_owner" on "identity"."recovery_code" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "identity"."totp" enable row level security`);
    this.addSql(`alter table "identity"."totp" force row level security`);
    this.addSql(
      `create policy "totp_edge" on "identity"."totp" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting)) with check (account_id = (select current_setting('app.account')::uuid as current_setting))`,
    );
    this.addSql(`create policy "totp_owner" on "identity"."totp" to "owner" using (true) with check (true)`);
    this.addSql(`update identity.session set proven_at = created_at`);
    this.addSql(`update identity.session set stage = 'MEMBERSHIP' where membership_id is null`);
  }
}
