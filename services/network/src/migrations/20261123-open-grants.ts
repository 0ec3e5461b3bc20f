import { IndexMigration } from '@landfall/kit/migration/index-migration';

/** Grants that are open, by when they run out. */
export class Migration20261123OpenGrants extends IndexMigration {
  override up(): void {
    this.build(
      'support_grant_open_index',
      'network.support_grant',
      `(ends_at) where answer = 'GRANTED' and ended_at is null`,
    );
  }
}
