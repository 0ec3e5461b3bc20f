import { ERASED_NAME } from '@landfall/kit/personal/erased';
import { ERASED_AT_ONCE, type RetentionRule } from '@landfall/kit/retention/retention-rule';
import { unnameTickets } from './unname-tickets.ts';

/** Tickets are rewritten one by one in the search: fewer at once, so that a batch ends well within its time. */
const TICKETS = ERASED_AT_ONCE / 4;

/** What support keeps of callers and contacts, until when. Signed records are kept as the law asks (`serviceRecord`), by people. */
export const supportRetention: readonly RetentionRule[] = [
  {
    name: 'support.call',
    term: 'call',
    noun: 'call',
    async erase(unit, days) {
      const rows = await unit.execute<{ id: string }>(
        `update support.call c set caller_name = null, caller_number = null where c.tenant_id = ? and c.id in (select o.id from support.call o
           where o.tenant_id = ? and o.started_at < now() - ? * interval '1 day' and (o.caller_name is not null or o.caller_number is not null)
           order by o.id limit ${ERASED_AT_ONCE} for update skip locked) returning c.id`,
        [unit.tenant, unit.tenant, days],
      );
      return { ids: rows.map(({ id }) => id) };
    },
  },
  {
    name: 'support.ticket',
    term: 'ticket',
    noun: 'ticket',
    async erase(unit, days) {
      const name = ERASED_NAME;
      const ids: string[] = [];
      for (let i = 0; i < ERASED_AT_ONCE / TICKETS; i += 1) {
        const copies = await unnameTickets(
          unit,
          name,
          `t.tenant_id = ? and t.id in (select o.id from support.ticket o where o.tenant_id = ? and o.closed_at < now() - ? * interval '1 day'
             and (o.contact_phone is not null or o.contact_name <> ?) order by o.id limit ${TICKETS} for update skip locked)`,
          [unit.tenant, unit.tenant, days, name],
        );
        const tickets = copies.filter(({ noun }) => noun === 'ticket');
        ids.push(...copies.map(({ id }) => id));
        if (tickets.length < TICKETS) break;
      }
      return { ids };
    },
  },
];
