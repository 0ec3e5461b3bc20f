import { Migration } from '@mikro-orm/migrations';

/** How far read models have been rebuilt and compared. */
export class Migration20261123ReadModelRun extends Migration {
  override up(): void {
    this.addSql(
      `create table "kit"."read_model_run" ("tenant_id" uuid not null, "model" text not null, "work" text not null, "part" text null, "place" text null, "seen" int not null default 0, "found" int not null default 0, "differing" int not null default 0, "begun_at" timestamptz not null default now(), "done_at" timestamptz null, "next_at" timestamptz not null, primary key ("tenant_id", "model", "work"))`,
    );
    this.addSql(
      `alter table "kit"."read_model_run" add constraint "read_model_run_work_check" check (work in ('REBUILD', 'COMPARISON'))`,
    );
    this.addSql(`alter table "kit"."read_model_run" enable row level security`);
    this.addSql(`alter table "kit"."read_model_run" force row level security`);
    this.addSql(
      `create policy "read_model_run_worker" on "kit"."read_model_run" to "worker" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "read_model_run_owner" on "kit"."read_model_run" to "owner" using (true) with check (true)`,
    );
  }
}
