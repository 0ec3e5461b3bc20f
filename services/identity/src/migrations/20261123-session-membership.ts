import { Migration } from '@mikro-orm/migrations';

/** A session is looked up together with the account and the membership it is bound to, so that it ends with them. */
export class Migration20261123SessionMembership extends Migration {
  override up(): void {
    this.addSql(`drop policy "account_edge" on "identity"."account"`);
    this.addSql(`drop policy "headquarters_membership_edge" on "identity"."headquarters_membership"`);
    this.addSql(`drop policy "membership_edge" on "identity"."membership"`);
    this.addSql(`create policy "account_edge" on "identity"."account" to "edge" using (email_key = (select current_setting('app.key') as current_setting) or id = (select current_setting('app.account')::uuid as current_setting) or id in (select s.account_id
   from identity.session s)) with check (email_key = (select current_setting('app.key') as current_setting) or id = (select current_setting('app.account')::uuid as current_setting) or id in (select s.account_id
   from identity.session s))`);
    this.addSql(`create policy "headquarters_membership_edge" on "identity"."headquarters_membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s)) with check (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s))`);
    this.addSql(`create policy "membership_edge" on "identity"."membership" to "edge" using (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s)) with check (account_id = (select current_setting('app.account')::uuid as current_setting) or account_id in (select s.account_id
   from identity.session s))`);
  }
}
