import { Migration } from '@mikro-orm/migrations';

/** Mail to be sent, and how far each is. */
export class Migration20261123Mail extends Migration {
  override up(): void {
    this.addSql(
      `create table "notifications"."mail" ("tenant_id" uuid not null, "id" uuid not null, "kind" text not null, "account_id" uuid null, "membership_id" uuid null, "params" jsonb not null, "address" text null, "locale" text null, "subject" text null, "created_at" timestamptz not null default now(), primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index "mail_tenant_id_account_id_index" on "notifications"."mail" ("tenant_id", "account_id")`);
    this.addSql(
      `create table "notifications"."mail_sending" ("tenant_id" uuid not null, "id" uuid not null, "state" text not null default 'QUEUED', "attempts" int not null default 0, "next_at" timestamptz not null default now(), "problem" text null, "settled_at" timestamptz null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index mail_sending_kept_index on notifications.mail_sending (id desc) include (tenant_id) where state = 'KEPT'`,
    );
    this.addSql(
      `create index mail_sending_due_index on notifications.mail_sending (tenant_id, next_at) where state = 'QUEUED'`,
    );
    this.addSql(`alter table "notifications"."mail" enable row level security`);
    this.addSql(`alter table "notifications"."mail" force row level security`);
    this.addSql(
      `create policy "mail_desk" on "notifications"."mail" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "mail_owner" on "notifications"."mail" to "owner" using (true) with check (true)`);
    this.addSql(
      `alter table "notifications"."mail_sending" add constraint "mail_sending_state_check" check (state in ('QUEUED', 'SENT', 'KEPT', 'FAILED', 'ENDED'))`,
    );
    this.addSql(`alter table "notifications"."mail_sending" enable row level security`);
    this.addSql(`alter table "notifications"."mail_sending" force row level security`);
    this.addSql(
      `create policy "mail_sending_desk" on "notifications"."mail_sending" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "mail_sending_worker" on "notifications"."mail_sending" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "mail_sending_owner" on "notifications"."mail_sending" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      'alter table notifications.mail_sending add constraint mail_sending_mail_foreign foreign key (tenant_id, id) references notifications.mail (tenant_id, id) on delete cascade',
    );
  }
}
