import { ServicePromiseRow } from '@landfall/kit/ledger/service-promise.entity';
import { ownPromises } from '@landfall/kit/ledger/service-promises';
import { invalid, notFound } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder, tellTicket } from '../activity/tell.ts';
import { Call } from '../call/call.entity.ts';
import { loadOrder } from '../dispatch-order/load-order.ts';
import { loadTicket } from '../ticket/load-ticket.ts';
import { WorkKind } from './open-work.type.ts';
import { OPEN, TAKERS } from './read-open-work.ts';

/** To whom the work of one kind goes. */
export interface HandOver {
  readonly kind: WorkKind;
  readonly toId: string;
}

interface Taker {
  readonly id: string;
  readonly name: string;
}

/** A unit of work ends within two seconds: what is left goes with the next one. */
const MOST_AT_ONCE = 60;

/**
 * Gives somebody's open work to others, a line in every story; at most sixty pieces, so whoever has more is asked for again.
 * States stay as they are: what was agreed with the customer stands.
 * @throws Problem INVALID `handOver.recipient` for somebody who has left or doesn't do such work, NOT_FOUND for nobody of ours
 */
export async function handOverWork(
  unit: UnitOfWork,
  { fromId, to, reason }: { fromId: string; to: readonly HandOver[]; reason?: string | null },
): Promise<string> {
  const [from] = await unit.execute<Taker>('select id, name from identity.member_card where tenant_id = ? and id = ?', [
    unit.tenant,
    fromId,
  ]);
  if (!from) throw notFound();
  const why = reason?.replaceAll('\u0000', '').trim().slice(0, 200) || null;
  let left = MOST_AT_ONCE;
  for (const [i, { kind, toId }] of to.entries()) {
    const taker = await takerOf(unit, kind, toId, fromId, `to.${i}.toId`);
    const ids = await openIds(unit, kind, fromId, left);
    for (const id of ids) await MOVE[kind](unit, { id, from, taker, why });
    left -= ids.length;
    if (left <= 0) break;
  }
  return fromId;
}

interface Move {
  readonly id: string;
  readonly from: Taker;
  readonly taker: Taker;
  readonly why: string | null;
}

const MOVE: Readonly<Record<WorkKind, (unit: UnitOfWork, move: Move) => Promise<void>>> = {
  async TICKETS(unit, { id, from, taker, why }) {
    const ticket = await loadTicket(unit, id, 'handOver');
    ticket.takenById = taker.id;
    const detail = { from: from.name, to: taker.name };
    const told = { action: 'ticket.handOver', event: 'ticketHandedOver', note: why, detail, customerVisible: false };
    tellTicket(unit, ticket, told);
  },
  async VISITS(unit, { id, taker, why }) {
    const order = await loadOrder(unit, id, 'assign');
    unit.transition(order, 'assign');
    order.consultantId = taker.id;
    await ownPromises(unit, order.id, taker.id);
    const detail = { consultant: taker.name };
    await tellOrder(unit, order, {
      action: 'order.reassign',
      event: 'dispatchOrderReassigned',
      staffNote: why,
      detail,
    });
  },
  async SUPERVISION(unit, { id, from, taker, why }) {
    const order = await loadOrder(unit, id, 'supervise');
    order.supervisorId = taker.id;
    await tellOrder(unit, order, {
      ...{ action: 'order.supervise', event: 'dispatchOrderHandedOver', note: why, customerVisible: false },
      detail: { from: from.name, to: taker.name },
    });
  },
  async PROMISES(unit, { id, taker }) {
    const promise = await unit.find(ServicePromiseRow, { id });
    if (promise) await ownPromises(unit, promise.nounId, taker.id);
  },
  async CALLS(unit, { id, taker }) {
    const call = await unit.load(Call, id, 'handOver');
    call.agentId = taker.id;
    unit.announce({ event: 'callHandedOver', noun: 'call', id, customerId: call.customerId ?? null });
  },
};

async function openIds(unit: UnitOfWork, kind: WorkKind, fromId: string, most: number): Promise<string[]> {
  const select = OPEN[kind].replaceAll('$1', `'${uuid(fromId)}'::uuid`);
  const rows = await unit.execute<{ id: string }>(`select w.id from (${select}) w order by w.at, w.id limit ${most}`);
  return rows.map(({ id }) => id);
}

async function takerOf(unit: UnitOfWork, kind: WorkKind, id: string, fromId: string, field: string): Promise<Taker> {
  const [taker] = await unit.execute<Taker & { roles: string[]; active: boolean }>(
    'select id, name, roles, is_active as active from identity.member_card where tenant_id = ? and id = ?',
    [unit.tenant, id],
  );
  if (!taker) throw notFound();
  const does = taker.active && id !== fromId && taker.roles.some((role) => TAKERS[kind].includes(role));
  if (!does) throw invalid('handOver.recipient', [field]);
  return taker;
}

/** An id that came from the database just now, and can be nothing else. */
function uuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw notFound();
  return id;
}
