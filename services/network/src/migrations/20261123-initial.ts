import { Migration } from '@mikro-orm/migrations';

/** initial */
export class Migration20261123Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "network"."contribution" ("tenant_id" uuid not null, "case_id" uuid not null, "figure" text not null, "customer_id" uuid not null, "product_line" text not null, "month" text not null, "numerator" int not null, "denominator" int not null, primary key ("tenant_id", "case_id", "figure"))`,
    );
    this.addSql(`create index contribution_cell_index on network.contribution (tenant_id, figure, product_line, month)
  include (customer_id, numerator, denominator)`);
    this.addSql(
      `create table "network"."published_cell" ("partner_id" uuid not null, "figure" text not null, "product_line" text not null, "month" text not null, "numerator" int null, "denominator" int null, "value" double precision null, primary key ("partner_id", "figure", "product_line", "month"))`,
    );
    this.addSql(`create index published_cell_month_index on network.published_cell (month, figure)
  include (partner_id, product_line, numerator, denominator)`);
    this.addSql(
      `create table "network"."partner" ("partner_id" uuid not null, "name" text not null, "province_code" text not null, "province" text not null, primary key ("partner_id"))`,
    );
    this.addSql(
      `create table "network"."tenant_cell" ("tenant_id" uuid not null, "figure" text not null, "product_line" text not null, "month" text not null, "numerator" int not null, "denominator" int not null, "customers" int not null, "published_customers" int null, "published_numerator" int null, "published_denominator" int null, primary key ("tenant_id", "figure", "product_line", "month"))`,
    );
    this.addSql(
      `alter table "network"."contribution" add constraint "contribution_month_check" check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')`,
    );
    this.addSql(`alter table "network"."contribution" enable row level security`);
    this.addSql(`alter table "network"."contribution" force row level security`);
    this.addSql(
      `create policy "contribution_desk" on "network"."contribution" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "contribution_owner" on "network"."contribution" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table "network"."published_cell" add constraint "published_cell_suppressed_check" check ((numerator is null) = (denominator is null) and (denominator is null) = (value is null) and (denominator is null or denominator >= 5))`,
    );
    this.addSql(`alter table "network"."published_cell" enable row level security`);
    this.addSql(`alter table "network"."published_cell" force row level security`);
    this.addSql(
      `create policy "published_cell_desk" on "network"."published_cell" to "desk" using (partner_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (partner_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "published_cell_hq" on "network"."published_cell" to "hq" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "published_cell_owner" on "network"."published_cell" to "owner" using (true) with check (true)`,
    );
    this.addSql(`alter table "network"."partner" enable row level security`);
    this.addSql(`alter table "network"."partner" force row level security`);
    this.addSql(
      `create policy "partner_desk" on "network"."partner" to "desk" using (partner_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (partner_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(`create policy "partner_hq" on "network"."partner" to "hq" using (true) with check (true)`);
    this.addSql(`create policy "partner_owner" on "network"."partner" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "network"."tenant_cell" enable row level security`);
    this.addSql(`alter table "network"."tenant_cell" force row level security`);
    this.addSql(
      `create policy "tenant_cell_desk" on "network"."tenant_cell" to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (tenant_id = (select current_setting('app.tenant')::uuid as current_setting))`,
    );
    this.addSql(
      `create policy "tenant_cell_owner" on "network"."tenant_cell" to "owner" using (true) with check (true)`,
    );
  }
}
