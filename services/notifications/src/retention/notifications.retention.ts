import { ERASED_AT_ONCE, type RetentionRule } from '@landfall/kit/retention/retention-rule';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

/** Deletes rows that are over; `when` is trusted text. */
const deleted =
  (table: string, when: string) =>
  async (unit: UnitOfWork, days: number): Promise<{ ids: string[] }> => {
    const rows = await unit.execute<{ id: string }>(
      `delete from notifications.${table} where tenant_id = ? and id in (select o.id from notifications.${table} o
         where o.tenant_id = ? and ${when} < now() - ? * interval '1 day' order by o.id limit ${ERASED_AT_ONCE} for update skip locked) returning id`,
      [unit.tenant, unit.tenant, days],
    );
    return { ids: rows.map(({ id }) => id) };
  };

/** Mail, and what an inbox holds, for as long as somebody may ask what they were told. How far a mail was goes with it. */
export const notificationsRetention: readonly RetentionRule[] = [
  { name: 'notifications.mail', term: 'membership', noun: 'mail', erase: deleted('mail', 'o.created_at') },
  { name: 'notifications.inbox_item', term: 'membership', noun: 'inbox', erase: deleted('inbox_item', 'o.at') },
];
