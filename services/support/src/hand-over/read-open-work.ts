import { notFound } from '@landfall/kit/problem/problem';
import type { Source } from '@landfall/kit/rows/read';
import { CONSULTANT, HOTLINE, SUPERVISORS } from '../role/roles.ts';
import { type OpenWork, type WorkGroup, type WorkItem, WorkKind } from './open-work.type.ts';

const { TICKETS, VISITS, SUPERVISION, PROMISES, CALLS } = WorkKind;
const SHOWN = 20;

/** States in which a visit can go to somebody else (dispatch-order.machine.ts). */
const CAN_BE_ASSIGNED = `('ASSIGNED', 'CONTACTED', 'SCHEDULED')`;
/** Somebody is on the way, or there. */
const UNDER_WAY = `('EN_ROUTE', 'ON_SITE')`;
/** A supervisor has something to see to. */
const SUPERVISED = `('RECEIVED', 'ASSIGNED', 'CONTACTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE', 'DISPUTED')`;

/** What of whose ($1) is open, as selects of `id, number, customer_id, at`. Every one is answered by an index that leads with the tenant and the person. */
export const OPEN: Readonly<Record<WorkKind, string>> = {
  TICKETS: `select t.id, t.number, t.customer_id, t.raised_at as at from support.ticket t
    where t.taken_by_id = $1 and t.state in ('OPEN', 'WAITING', 'DISPATCHED')`,
  VISITS: `select o.id, o.number, o.customer_id, o.received_at as at from support.dispatch_order o
    where o.consultant_id = $1 and o.state in ${CAN_BE_ASSIGNED}`,
  SUPERVISION: `select o.id, o.number, o.customer_id, o.received_at as at from support.dispatch_order o
    where o.supervisor_id = $1 and o.state in ${SUPERVISED}`,
  // What goes along with a visit isn't counted twice.
  PROMISES: `select p.id, p.subject as number, p.customer_id, p.since as at from ledger.promise_card p
    where p.owner_id = $1 and p.state in ('RUNNING', 'PAUSED') and not exists (select from support.dispatch_order o
      where o.tenant_id = p.tenant_id and o.id = p.noun_id and o.consultant_id = $1 and o.state in ('ASSIGNED', 'CONTACTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE'))`,
  CALLS: `select c.id, c.number, c.customer_id, c.started_at as at from support.call c
    where c.agent_id = $1 and c.state = 'ANSWERED'`,
};

const UNDER_WAY_ITEMS = `select o.id, o.number, o.customer_id, o.received_at as at from support.dispatch_order o
    where o.consultant_id = $1 and o.state in ${UNDER_WAY}`;

/** Roles of which somebody needs one to take over work of a kind. */
export const TAKERS: Readonly<Record<WorkKind, readonly string[]>> = {
  [TICKETS]: HOTLINE,
  [VISITS]: [CONSULTANT],
  [SUPERVISION]: SUPERVISORS,
  [PROMISES]: [CONSULTANT, ...SUPERVISORS],
  [CALLS]: HOTLINE,
};

interface Row {
  readonly kind: WorkKind | 'UNDER_WAY';
  readonly count: number;
  readonly items: readonly WorkItem[];
}

/** What somebody has open, and who could take it over; two statements. @throws Problem NOT_FOUND for nobody of this partner's */
export async function readOpenWork(source: Source, memberId: string): Promise<OpenWork> {
  const [people, rows] = await Promise.all([
    source.reader.query<{ id: string; name: string; roles: string[]; isActive: boolean }>(source.scope, {
      name: 'open-work-takers',
      text: `select m.id, m.name, m.roles, m.is_active as "isActive" from identity.member_card m
        where (m.is_active or m.id = $1) order by m.sort_key, m.id limit 1000`,
      values: [memberId],
    }),
    source.reader.query<Row>(source.scope, {
      name: 'open-work',
      text: [...Object.entries(OPEN), ['UNDER_WAY', UNDER_WAY_ITEMS] as const]
        .map(
          ([kind, select]) => `select '${kind}' as kind, (select count(*)::int from (${select}) w) as count,
            (select coalesce(json_agg(x), '[]'::json) from (select w.id, w.number, c.name as "customerName" from (${select}) w
              left join customers.customer_card c on c.id = w.customer_id order by w.at, w.id limit ${SHOWN}) x) as items`,
        )
        .join(' union all '),
      values: [memberId],
    }),
  ]);
  if (!people.some(({ id }) => id === memberId)) throw notFound();
  const groups = rows
    .filter((row): row is Row & WorkGroup => row.kind !== 'UNDER_WAY' && row.count > 0)
    .map((row) => ({
      ...row,
      candidates: people.filter(
        ({ id, isActive, roles }) =>
          isActive && id !== memberId && roles.some((role) => TAKERS[row.kind].includes(role)),
      ),
    }));
  return {
    id: memberId,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    groups,
    underWay: rows.find(({ kind }) => kind === 'UNDER_WAY')?.items ?? [],
  };
}
