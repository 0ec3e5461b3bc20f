import { ERASED_NAME } from '@landfall/kit/personal/erased';
import { ERASED_AT_ONCE, type RetentionRule } from '@landfall/kit/retention/retention-rule';
import { sortKey } from '@landfall/kit/search-token/search-token';

/** People who left a customer are named for as long as old records are asked about, and no longer. */
export const contactRetention: RetentionRule = {
  name: 'customers.contact',
  term: 'contact',
  noun: 'contact',
  async erase(unit, days) {
    const name = ERASED_NAME;
    const rows = await unit.execute<{ id: string }>(
      `update customers.contact t set name = ?, sort_key = ?, post = null, phone = null, phone_e164 = null, mobile = null, mobile_e164 = null, email = null
       where t.tenant_id = ? and t.id in (select o.id from customers.contact o where o.tenant_id = ? and o.ended_at < now() - ? * interval '1 day'
         and (o.phone is not null or o.mobile is not null or o.email is not null or o.post is not null or o.name <> ?)
         order by o.id limit ${ERASED_AT_ONCE} for update skip locked) returning t.id`,
      [name, sortKey(name, 'surname'), unit.tenant, unit.tenant, days, name],
    );
    return { ids: rows.map(({ id }) => id) };
  },
};
