import { Migration } from '@mikro-orm/migrations';

/** Tables, row policies, and by hand: foreign keys. */
export class Migration20261123Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "customers"."contact" ("tenant_id" uuid not null, "id" uuid not null, "customer_id" uuid not null, "name" text not null, "sort_key" text collate "C" not null, "post" text null, "phone" text null, "phone_e164" text null, "mobile" text null, "mobile_e164" text null, "email" text null, "is_primary" boolean not null default false, "ended_at" timestamptz null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "contact_tenant_id_mobile_e164_index" on "customers"."contact" ("tenant_id", "mobile_e164")`,
    );
    this.addSql(
      `create index "contact_tenant_id_phone_e164_index" on "customers"."contact" ("tenant_id", "phone_e164")`,
    );
    this.addSql(
      `create index "contact_tenant_id_customer_id_index" on "customers"."contact" ("tenant_id", "customer_id")`,
    );
    this.addSql(
      `create table "customers"."customer" ("tenant_id" uuid not null, "id" uuid not null, "number" text not null, "name" text not null, "short_name" text null, "sort_key" text collate "C" not null, "credit_code" text null, "division_code" text not null, "division_name" text not null, "address" text not null, "phone" text null, "phone_e164" text null, "is_remote" boolean not null default false, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index customer_list_index on customers.customer (tenant_id, sort_key, id) include (number, name, short_name, credit_code, division_code, division_name, address, phone, is_remote, version)`,
    );
    this.addSql(
      `create index "customer_tenant_id_phone_e164_index" on "customers"."customer" ("tenant_id", "phone_e164")`,
    );
    this.addSql(
      `alter table "customers"."customer" add constraint "customer_tenant_id_credit_code_unique" unique ("tenant_id", "credit_code")`,
    );
    this.addSql(
      `alter table "customers"."customer" add constraint "customer_tenant_id_number_unique" unique ("tenant_id", "number")`,
    );
    this.addSql(
      `create table "customers"."registered_product" ("tenant_id" uuid not null, "id" uuid not null, "customer_id" uuid not null, "product_version_id" uuid not null, "product_name" text not null, "line" text not null, "version" text not null, "serial" text not null, "purchased_on" date null, "service_starts_on" date null, "service_ends_on" date null, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "registered_product_tenant_id_customer_id_line_index" on "customers"."registered_product" ("tenant_id", "customer_id", "line")`,
    );
    this.addSql(
      `alter table "customers"."registered_product" add constraint "registered_product_tenant_id_serial_unique" unique ("tenant_id", "serial")`,
    );
    this.addSql(
      `create table "customers"."site" ("tenant_id" uuid not null, "id" uuid not null, "customer_id" uuid not null, "name" text not null, "division_code" text not null, "division_name" text not null, "address" text not null, "how_to_get_there" text null, "is_remote" boolean not null default false, primary key ("tenant_id", "id"))`,
    );
    this.addSql(`create index "site_tenant_id_customer_id_index" on "customers"."site" ("tenant_id", "customer_id")`);
    this.addSql(`alter table "customers"."contact" enable row level security`);
    this.addSql(`alter table "customers"."contact" force row level security`);
    this.addSql(
      `create policy "contact_desk" on "customers"."contact" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "contact_portal" on "customers"."contact" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(`create policy "contact_owner" on "customers"."contact" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "customers"."customer" enable row level security`);
    this.addSql(`alter table "customers"."customer" force row level security`);
    this.addSql(
      `create policy "customer_desk" on "customers"."customer" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "customer_portal" on "customers"."customer" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(`create policy "customer_owner" on "customers"."customer" to "owner" using (true) with check (true)`);
    this.addSql(
      `alter table "customers"."registered_product" add constraint "registered_product_term_check" check (service_ends_on >= service_starts_on)`,
    );
    this.addSql(
      `alter table "customers"."registered_product" add constraint "registered_product_line_check" check (line in ('KIS', 'K3'))`,
    );
    this.addSql(`alter table "customers"."registered_product" enable row level security`);
    this.addSql(`alter table "customers"."registered_product" force row level security`);
    this.addSql(
      `create policy "registered_product_desk" on "customers"."registered_product" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "registered_product_portal" on "customers"."registered_product" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(
      `create policy "registered_product_owner" on "customers"."registered_product" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "customers"."site" enable row level security`);
    this.addSql(`alter table "customers"."site" force row level security`);
    this.addSql(
      `create policy "site_desk" on "customers"."site" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "site_portal" on "customers"."site" to "portal" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting) and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[]))`,
    );
    this.addSql(`create policy "site_owner" on "customers"."site" to "owner" using (true) with check (true)`);
    this.addSql(
      `alter table customers.contact add constraint contact_customer_foreign foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)`,
    );
    this.addSql(
      `alter table customers.site add constraint site_customer_foreign foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)`,
    );
    this.addSql(
      `alter table customers.registered_product add constraint registered_product_customer_foreign foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)`,
    );
  }
}
