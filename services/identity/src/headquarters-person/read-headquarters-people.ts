import type { Context } from '@landfall/kit/service/context';
import { stateSql } from '../invitation/invitation.state.ts';
import { type HeadquartersPerson, HeadquartersPersonState } from './headquarters-person.type.ts';

const { ACTIVE, LEFT } = HeadquartersPersonState;
/** Headquarters' people fit on a page; more are cut. */
const MOST = 500;

const PEOPLE = `select * from (
  select h.id, h.name, h.email, h.roles, null::timestamptz as "sentAt", null::timestamptz as "expiresAt", h.joined_at as "joinedAt",
    h.ended_at as "endedAt", h.end_reason as "endReason", h.version, case when h.ended_at is null then 'ACTIVE' else 'LEFT' end as state
  from identity.headquarters_membership h
  union all
  select i.id, i.name, i.email, i.roles, i.sent_at, i.expires_at, null, null, null, i.version,
    case when ${stateSql('i')} = 'PENDING' then 'INVITED' else 'EXPIRED' end
  from identity.invitation i where i.accepted_at is null and i.withdrawn_at is null) p`;

/** Headquarters' people, those present first, then the invited, then who left. */
export async function readHeadquartersPeople(
  { source }: Context,
  { search, includeLeft }: { search: string | null; includeLeft: boolean },
): Promise<HeadquartersPerson[]> {
  const like = search ? `%${search.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const rows = await source.reader.query<Omit<HeadquartersPerson, 'actions'>>(source.scope, {
    name: 'headquarters-people',
    text: `${PEOPLE} where ($1 or state <> 'LEFT') and ($2::text is null or name ilike $2 or email ilike $2)
      order by array_position(array['ACTIVE', 'INVITED', 'EXPIRED', 'LEFT'], state), name, id limit ${MOST}`,
    values: [includeLeft, like],
  });
  return rows.map(withActions);
}

/** One of them, however they stand. */
export async function readHeadquartersPerson({ source }: Context, id: string): Promise<HeadquartersPerson | undefined> {
  const [row] = await source.reader.query<Omit<HeadquartersPerson, 'actions'>>(source.scope, {
    name: 'headquarters-person',
    text: `${PEOPLE} where id = $1 order by state limit 1`,
    values: [id],
  });
  return row && withActions(row);
}

function withActions(row: Omit<HeadquartersPerson, 'actions'>): HeadquartersPerson {
  return {
    ...row,
    actions: row.state === ACTIVE ? ['change', 'end'] : row.state === LEFT ? [] : ['resend', 'withdraw'],
  };
}
