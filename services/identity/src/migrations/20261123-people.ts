import { Migration } from '@mikro-orm/migrations';

const TENANT = `tenant_id = (select current_setting('app.tenant')::uuid as current_setting)`;
const OWN_CUSTOMER = `${TENANT} and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])`;
const KEYS = `token_key = any (string_to_array((select current_setting('app.key') as current_setting), ','))`;
const ACCOUNT = `account_id = (select current_setting('app.account')::uuid as current_setting)`;
const INVITED = `exists ( select
   from identity.invitation i
  where i.tenant_id = membership.tenant_id and i.id = membership.id and i.roles = membership.roles and not i.customer_id is distinct from membership.customer_id and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now())`;

/** Invitations and absences; a membership knows its e-mail, the door makes it from an open invitation, the portal keeps its own company's people. */
export class Migration20261123People extends Migration {
  override up(): void {
    this.invitations();
    this.memberships();
    this.absences();
  }

  private invitations(): void {
    this.addSql(
      `create table "identity"."invitation" ("tenant_id" uuid not null, "id" uuid not null, "batch_id" uuid not null, "customer_id" uuid null, "contact_id" uuid null, "token_key" text not null, "email" text not null, "email_key" text not null, "name" text not null, "sort_key" text not null, "roles" text[] not null, "title" text null, "department" text null, "product_lines" text[] not null, "divisions" text[] not null, "phone" text null, "organisation_name" text not null, "partner_name" text not null, "locale" text not null, "invited_by_name" text null, "invited_by_id" uuid null, "created_at" timestamptz not null, "sent_at" timestamptz not null, "send_count" int not null default 1, "expires_at" timestamptz not null, "accepted_at" timestamptz null, "withdrawn_at" timestamptz null, "asked_again_at" timestamptz null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create unique index invitation_open_index on identity.invitation (tenant_id, email_key, (coalesce(customer_id, '00000000-0000-0000-0000-000000000000'::uuid))) where accepted_at is null and withdrawn_at is null`,
    );
    this.addSql(
      `create index "invitation_tenant_id_batch_id_index" on "identity"."invitation" ("tenant_id", "batch_id")`,
    );
    this.addSql(
      `create index "invitation_tenant_id_sort_key_id_index" on "identity"."invitation" ("tenant_id", "sort_key", "id")`,
    );
    this.addSql(`create index "invitation_token_key_index" on "identity"."invitation" ("token_key")`);
    this.addSql(
      `alter table "identity"."invitation" add constraint "invitation_roles_check" check (cardinality(roles) > 0)`,
    );
    this.addSql(`alter table "identity"."invitation" enable row level security`);
    this.addSql(`alter table "identity"."invitation" force row level security`);
    this.addSql(policy('invitation', 'desk', TENANT));
    this.addSql(policy('invitation', 'portal', OWN_CUSTOMER));
    this.addSql(policy('invitation', 'edge', KEYS));
    this.addSql(policy('invitation', 'owner', 'true'));
  }

  private memberships(): void {
    this.addSql(
      `alter table "identity"."membership" add "contact_id" uuid null, add "email" text null, add "email_key" text null, add "joined_at" timestamptz null, add "end_reason" text null, add "ended_by_id" uuid null`,
    );
    this.addSql(
      `create index "membership_tenant_id_email_key_index" on "identity"."membership" ("tenant_id", "email_key")`,
    );
    this.addSql(
      `update identity.membership m set email = a.email, email_key = a.email_key from identity.account a where a.id = m.account_id`,
    );
    this.addSql(`drop policy "membership_edge" on "identity"."membership"`);
    this.addSql(`drop policy "membership_portal" on "identity"."membership"`);
    this.addSql(policy('membership', 'portal', OWN_CUSTOMER));
    this.addSql(
      `create policy "membership_portal_staff" on "identity"."membership" for select to "portal" using (${TENANT} and customer_id is null)`,
    );
    this.addSql(
      policy(
        'membership',
        'edge',
        `${ACCOUNT} or account_id in (select s.account_id\n   from identity.session s)`,
        `${ACCOUNT} and (${INVITED})`,
      ),
    );
  }

  private absences(): void {
    this.addSql(
      `create table "identity"."absence" ("tenant_id" uuid not null, "id" uuid not null, "member_id" uuid not null, "starts_on" date not null, "ends_on" date not null, "kind" text not null, "note" text null, "stand_in_id" uuid null, "cancelled_at" timestamptz null, "version" int not null default 1, primary key ("tenant_id", "id"))`,
    );
    this.addSql(
      `create index "absence_tenant_id_member_id_ends_on_index" on "identity"."absence" ("tenant_id", "member_id", "ends_on")`,
    );
    this.addSql(
      `alter table "identity"."absence" add constraint "absence_kind_check" check (kind in ('LEAVE', 'SICK', 'TRAINING', 'BUSINESS_TRIP', 'OTHER'))`,
    );
    this.addSql(
      `alter table "identity"."absence" add constraint "absence_stand_in_check" check (stand_in_id is null or stand_in_id <> member_id)`,
    );
    this.addSql(`alter table "identity"."absence" add constraint "absence_days_check" check (starts_on <= ends_on)`);
    for (const column of ['member', 'stand_in'])
      this.addSql(
        `alter table identity.absence add constraint absence_${column}_foreign foreign key (tenant_id, ${column}_id) references identity.membership (tenant_id, id)`,
      );
    this.addSql(`alter table "identity"."absence" enable row level security`);
    this.addSql(`alter table "identity"."absence" force row level security`);
    this.addSql(policy('absence', 'desk', TENANT));
    this.addSql(policy('absence', 'portal', `${TENANT} and false`));
    this.addSql(policy('absence', 'owner', 'true'));
  }
}

function policy(table: string, login: string, using: string, check = using): string {
  return `create policy "${table}_${login}" on "identity"."${table}" to "${login}" using (${using}) with check (${check})`;
}
