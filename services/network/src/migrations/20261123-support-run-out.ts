import { Migration } from '@mikro-orm/migrations';

/** Grants that run out are noted: the worker sees those that are due, and only those. What was over before is not told now. */
export class Migration20261123SupportRunOut extends Migration {
  override up(): void {
    this.addSql(
      `update "network"."support_grant" g set ended_at = least(g.ends_at, coalesce(r.withdrawn_at, g.ends_at)), version = g.version + 1
       from "network"."support_request" r where r.tenant_id = g.tenant_id and r.id = g.id and g.answer = 'GRANTED' and g.ended_at is null
         and (g.ends_at <= now() or r.withdrawn_at is not null)`,
    );
    this.addSql(
      `create policy "support_grant_worker" on "network"."support_grant" to "worker" using (answer = 'GRANTED' and ended_at is null and ends_at <= now()) with check (answer = 'GRANTED' and ended_at is null and ends_at <= now())`,
    );
  }
}
