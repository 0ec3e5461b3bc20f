import { IndexMigration } from '@landfall/kit/migration/index-migration';

/** Whose lines they are, to take an erased actor's name from them. */
export class Migration20261123LinesByActor extends IndexMigration {
  override up(): void {
    this.build('activity_tenant_id_actor_id_index', 'support.activity', '("tenant_id", "actor_id")');
  }
}
