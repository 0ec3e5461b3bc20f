import { Migration } from '@mikro-orm/migrations';

export class Migration20261123BlurredRatings extends Migration {
  override up(): void {
    this.addSql(`alter table "network"."tenant_cell" add "blur" int not null default 0`);
  }

  override down(): void {
    this.addSql(`alter table "network"."tenant_cell" drop column "blur"`);
  }
}
