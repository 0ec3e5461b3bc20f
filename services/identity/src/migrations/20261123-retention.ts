import { Migration } from '@mikro-orm/migrations';

/** retention */
export class Migration20261123Retention extends Migration {
  override up(): void {
    this.addSql(`create policy "partner_worker" on "identity"."partner" to "worker" using (true) with check (true)`);
  }
}
