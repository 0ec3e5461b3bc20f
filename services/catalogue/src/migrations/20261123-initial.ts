import { Migration } from '@mikro-orm/migrations';

/** Tables, row policies, and by hand: foreign keys. */
export class Migration20261123Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "catalogue"."division" ("code" text not null, "name" text not null, "full_name" text not null, "parent" text null, "level" int not null, primary key ("code"))`,
    );
    this.addSql(`create index "division_parent_code_index" on "catalogue"."division" ("parent", "code")`);
    this.addSql(
      `create table "catalogue"."product" ("id" uuid not null, "code" text not null, "name" text not null, "line" text not null, "position" int not null, primary key ("id"))`,
    );
    this.addSql(`alter table "catalogue"."product" add constraint "product_code_unique" unique ("code")`);
    this.addSql(
      `create table "catalogue"."product_version" ("id" uuid not null, "product_id" uuid not null, "version" text not null, "released_on" date not null, "service_ends_on" date null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "catalogue"."product_version" add constraint "product_version_product_id_version_unique" unique ("product_id", "version")`,
    );
    this.addSql(
      `alter table "catalogue"."division" add constraint "division_level_check" check (level >= 1 and level <= 3)`,
    );
    this.addSql(`alter table "catalogue"."division" enable row level security`);
    this.addSql(`alter table "catalogue"."division" force row level security`);
    this.addSql(`create policy "division_desk" on "catalogue"."division" to "desk" using (true) with check (true)`);
    this.addSql(`create policy "division_portal" on "catalogue"."division" to "portal" using (true) with check (true)`);
    this.addSql(`create policy "division_hq" on "catalogue"."division" to "hq" using (true) with check (true)`);
    this.addSql(`create policy "division_owner" on "catalogue"."division" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "catalogue"."product" add constraint "product_line_check" check (line in ('KIS', 'K3'))`);
    this.addSql(`alter table "catalogue"."product" enable row level security`);
    this.addSql(`alter table "catalogue"."product" force row level security`);
    this.addSql(`create policy "product_desk" on "catalogue"."product" to "desk" using (true) with check (true)`);
    this.addSql(`create policy "product_portal" on "catalogue"."product" to "portal" using (true) with check (true)`);
    this.addSql(`create policy "product_hq" on "catalogue"."product" to "hq" using (true) with check (true)`);
    this.addSql(`create policy "product_owner" on "catalogue"."product" to "owner" using (true) with check (true)`);
    this.addSql(`alter table "catalogue"."product_version" enable row level security`);
    this.addSql(`alter table "catalogue"."product_version" force row level security`);
    this.addSql(
      `create policy "product_version_desk" on "catalogue"."product_version" to "desk" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "product_version_portal" on "catalogue"."product_version" to "portal" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "product_version_hq" on "catalogue"."product_version" to "hq" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "product_version_owner" on "catalogue"."product_version" to "owner" using (true) with check (true)`,
    );
    this.addSql(
      `alter table catalogue.product_version add constraint product_version_product_id_foreign foreign key (product_id) references catalogue.product (id)`,
    );
    this.addSql(
      `alter table catalogue.division add constraint division_parent_foreign foreign key (parent) references catalogue.division (code)`,
    );
  }
}
