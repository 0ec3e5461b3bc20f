import { Migration } from '@mikro-orm/migrations';

/** An erased actor's name goes from the lines of the story, and nothing else of a line can be changed. */
export class Migration20261123UnnamedLines extends Migration {
  override up(): void {
    this.addSql(
      `create policy "activity_unnamed" on "support"."activity" as restrictive for update to "desk" using (tenant_id = (select current_setting('app.tenant')::uuid as current_setting)) with check (actor_name is null)`,
    );
  }
}
