import { ERASED_NAME } from '@landfall/kit/personal/erased';
import { ERASED_AT_ONCE, type RetentionRule } from '@landfall/kit/retention/retention-rule';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

const days = `now() - $1 * interval '1 day'`;
const over = (table: string, when: string): string =>
  `delete from identity.${table} where ctid = any (array(select t.ctid from identity.${table} t where ${when} < ${days} limit $2)) returning 1`;

/** Names nobody in rows that are over; `set` and `when` are trusted text. */
const unname =
  (table: string, set: string, when: string) =>
  async (unit: UnitOfWork, keptDays: number): Promise<{ ids: string[] }> => {
    const name = ERASED_NAME;
    const rows = await unit.execute<{ id: string }>(
      `update identity.${table} t set name = ?, ${set} where t.tenant_id = ? and t.id in (select o.id from identity.${table} o
         where o.tenant_id = ? and ${when} < now() - ? * interval '1 day' and o.name <> ? order by o.id limit ${ERASED_AT_ONCE} for update skip locked)
       returning t.id`,
      [name, unit.tenant, unit.tenant, keptDays, name],
    );
    return { ids: rows.map(({ id }) => id) };
  };

const SORT_KEY = sortKey(ERASED_NAME, 'surname').replaceAll("'", "''");

/** What identity keeps, until when. */
export const identityRetention: readonly RetentionRule[] = [
  { name: 'identity.session', term: 'session', cleanUp: over('session', 'coalesce(t.ended_at, t.expires_at)') },
  { name: 'identity.api_token', term: 'apiToken', cleanUp: over('api_token', 'coalesce(t.ended_at, t.expires_at)') },
  // A state of the provider is refused by its seal after minutes; that it was used is asked only until then.
  { name: 'identity.used_sign_on', term: 'technical', cleanUp: over('used_sign_on', 't.at') },
  { name: 'identity.known_device', term: 'device', cleanUp: over('known_device', 't.last_seen_at') },
  {
    name: 'identity.password_reset',
    term: 'link',
    cleanUp: over('password_reset', 'coalesce(t.ended_at, t.expires_at)'),
  },
  {
    name: 'identity.email_change',
    term: 'link',
    cleanUp: over('email_change', 'coalesce(t.done_at, t.ended_at, t.expires_at)'),
  },
  {
    name: 'identity.membership',
    term: 'membership',
    noun: 'member',
    erase: unname('membership', `sort_key = '${SORT_KEY}', phone = null, email = null, email_key = null`, 'o.ended_at'),
  },
  {
    name: 'identity.headquarters_membership',
    term: 'membership',
    noun: 'headquartersMember',
    erase: unname('headquarters_membership', 'email = null, email_key = null', 'o.ended_at'),
  },
  {
    name: 'identity.invitation',
    term: 'invitation',
    noun: 'invitation',
    erase: unname(
      'invitation',
      `sort_key = '${SORT_KEY}', email = '', email_key = t.id::text, phone = null`,
      'coalesce(o.withdrawn_at, o.accepted_at, o.expires_at)',
    ),
  },
  {
    name: 'identity.data_request',
    term: 'dataRequest',
    noun: 'dataRequest',
    erase: unname('data_request', `text = '', answer = null`, 'o.settled_at'),
  },
];
