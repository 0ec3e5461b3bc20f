import type { Context } from '@landfall/kit/service/context';
import { hasRole, type Viewer } from '@landfall/kit/viewer/viewer';
import { stateSql } from '../invitation/invitation.state.ts';
import { CUSTOMER_KEEPER, PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { type CustomerPerson, CustomerPersonState } from './customer-person.type.ts';

const { ACTIVE, LEFT } = CustomerPersonState;
/** A company's people fit on a page; more are cut. */
const MOST = 500;

const PEOPLE = `select * from (
  select m.id, m.name, m.sort_key, m.email, m.title, m.phone, m.roles, m.contact_id as "contactId", null::timestamptz as "sentAt",
    null::timestamptz as "expiresAt", m.joined_at as "joinedAt", m.ended_at as "endedAt", m.version,
    case when m.ended_at is null then 'ACTIVE' else 'LEFT' end as state
  from identity.membership m where m.customer_id = $1
  union all
  select i.id, i.name, i.sort_key, i.email, i.title, i.phone, i.roles, i.contact_id, i.sent_at, i.expires_at, null, null, i.version,
    case when ${stateSql('i')} = 'PENDING' then 'INVITED' else 'EXPIRED' end
  from identity.invitation i where i.customer_id = $1 and i.accepted_at is null and i.withdrawn_at is null) p`;

/** A customer's people, those present first, then the invited, then who left; by name. */
export async function readCustomerPeople(
  { source, viewer }: Context,
  customerId: string,
  includeLeft = false,
): Promise<CustomerPerson[]> {
  const rows = await source.reader.query<Omit<CustomerPerson, 'actions'>>(source.scope, {
    name: 'customer-people',
    text: `${PEOPLE} where $2 or state <> 'LEFT'
      order by array_position(array['ACTIVE', 'INVITED', 'EXPIRED', 'LEFT'], state), sort_key, id limit ${MOST}`,
    values: [customerId, includeLeft],
  });
  return rows.map((row) => withActions(row, viewer));
}

/** One of them, however they stand; undefined where the viewer sees none. */
export async function readCustomerPerson({ source, viewer }: Context, id: string): Promise<CustomerPerson | undefined> {
  const [of] = await source.reader.query<{ customerId: string }>(source.scope, {
    name: 'customer-of-person',
    text: `select customer_id as "customerId" from identity.membership where id = $1 and customer_id is not null
      union select customer_id from identity.invitation where id = $1 and customer_id is not null`,
    values: [id],
  });
  if (!of) return undefined;
  const [row] = await source.reader.query<Omit<CustomerPerson, 'actions'>>(source.scope, {
    name: 'customer-person',
    text: `${PEOPLE} where id = $2 order by state limit 1`,
    values: [of.customerId, id],
  });
  return row && withActions(row, viewer);
}

function withActions(row: Omit<CustomerPerson, 'actions'>, viewer: Viewer): CustomerPerson {
  const keeps = viewer.surface === 'desk' ? hasRole(viewer, PEOPLE_KEEPER) : hasRole(viewer, CUSTOMER_KEEPER);
  const actions = row.state === ACTIVE ? ['change', 'end'] : row.state === LEFT ? [] : ['resend', 'withdraw'];
  return { ...row, actions: keeps ? actions : [] };
}
