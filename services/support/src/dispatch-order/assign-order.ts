import { ownPromises } from '@landfall/kit/ledger/service-promises';
import { invalid, notFound } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { CONSULTANT } from '../role/roles.ts';
import { optional } from '../text/words.ts';
import { loadOrder } from './load-order.ts';

/** What the mutation takes. */
export interface Assignment {
  readonly id: string;
  readonly consultantId: string;
  readonly reason?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** Gives a visit to a consultant, who then owes what it promises; giving it to another one needs a reason. */
export async function assignOrder(
  unit: UnitOfWork,
  { id, consultantId, reason, expectedVersion }: Assignment,
): Promise<string> {
  const order = await loadOrder(unit, id, 'assign', expectedVersion);
  const name = await consultantName(unit, consultantId);
  const why = optional(reason, 'reason', 500);
  const before = order.consultantId ?? null;
  if (before === consultantId) throw invalid('assign.sameConsultant', ['consultantId']);
  if (before && !why) throw invalid('assign.reason', ['reason']);
  unit.transition(order, 'assign');
  order.consultantId = consultantId;
  order.supervisorId = unit.viewer.membershipId;
  await ownPromises(unit, order.id, consultantId);
  await tellOrder(unit, order, {
    action: before ? 'order.reassign' : 'order.assign',
    event: before ? 'dispatchOrderReassigned' : 'dispatchOrderAssigned',
    staffNote: why,
    detail: { consultant: name },
  });
  return order.id;
}

/** @throws Problem NOT_FOUND for nobody of this partner's, INVALID for somebody who doesn't go out, or has left */
async function consultantName(unit: UnitOfWork, id: string): Promise<string> {
  const [member] = await unit.execute<{ name: string; goesOut: boolean }>(
    `select name, is_active and ? = any(roles) as "goesOut" from identity.member_card where tenant_id = ? and id = ?`,
    [CONSULTANT, unit.tenant, id],
  );
  if (!member) throw notFound();
  if (!member.goesOut) throw invalid('assign.notConsultant', ['consultantId']);
  return member.name;
}
