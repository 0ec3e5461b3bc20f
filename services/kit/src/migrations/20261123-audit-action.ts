import { Migration } from '@mikro-orm/migrations';

/** rare actions of the audit trail are found among millions of others; a tenant's runs of retention lie together */
export class Migration20261123AuditAction extends Migration {
  override up(): void {
    this.addSql(
      `create index "audit_entry_tenant_id_action_at_id_index" on "ledger"."audit_entry" ("tenant_id", "action", "at", "id")`,
    );
    this.addSql(`alter table "kit"."retention_run" drop constraint "retention_run_pkey"`);
    this.addSql(`alter table "kit"."retention_run" add primary key ("tenant_id", "rule")`);
  }
}
