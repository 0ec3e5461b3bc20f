import { Migration } from '@mikro-orm/migrations';

/** requests for correction of personal data */
export class Migration20261123DataRequest extends Migration {
  override up(): void {
    this.addSql(
      `create table "identity"."data_request" ("tenant_id" uuid not null, "id" uuid not null, "membership_id" uuid not null, "customer_id" uuid null, "name" text not null, "text" text not null, "state" text not null default 'OPEN', "asked_at" timestamptz not null, "settled_at" timestamptz null, "settled_by_id" uuid null, "answer" text null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "data_request_tenant_id_membership_id_index" on "identity"."data_request" ("tenant_id", "membership_id")`,
    );
    this.addSql(
      `create index "data_request_tenant_id_state_asked_at_id_index" on "identity"."data_request" ("tenant_id", "state", "asked_at", "id")`,
    );
    this.addSql(
      `alter table "identity"."data_request" add constraint "data_request_settled_check" check ((state = 'OPEN') = (settled_at is null))`,
    );
    this.addSql(
      `alter table "identity"."data_request" add constraint "data_request_state_check" check (state in ('OPEN', 'DONE', 'DECLINED'))`,
    );
    this.addSql(`alter table "identity"."data_request" enable row level security`);
    this.addSql(`alter table "identity"."data_request" force row level security`);
    this.addSql(
      `create policy "data_request_desk" on "identity"."data_request" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "data_request_portal" on "identity"."data_request" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "data_request_owner" on "identity"."data_request" to "owner" using (true) with check (true)`,
    );
  }
}
