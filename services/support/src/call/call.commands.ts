import { nextNumber } from '@landfall/kit/counter/next-number';
import { parseCallerNumber } from '@landfall/kit/phone-number/phone-number';
import { invalid } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { contactFacts, customerFacts } from '../customer/customer-facts.ts';
import { loadExplained } from '../refusal/load-explained.ts';
import { requireAllowed } from '../refusal/require-allowed.ts';
import { required, tidy } from '../text/words.ts';
import type { Ticket } from '../ticket/ticket.entity.ts';
import { Call } from './call.entity.ts';
import type { AnswerCallInput } from './call.inputs.ts';
import { callPolicy } from './call.policy.ts';
import { CallState } from './call.state.ts';

/** Takes a call: who calls, from where, and who that is, as far as it is known. @throws Problem INVALID `phone.…` at callerNumber */
export async function answerCall(unit: UnitOfWork, input: AnswerCallInput): Promise<string> {
  const callerNumber = e164Of(input.callerNumber);
  const customer = input.customerId ? await customerFacts(unit, input.customerId) : null;
  const contact = customer && input.contactId ? await contactFacts(unit, input.contactId, customer.id) : null;
  requireAllowed(callPolicy, unit.viewer, 'answer');
  const call = unit.create(Call, {
    number: await nextNumber(unit, 'call', 'H'),
    state: CallState.ANSWERED,
    callerNumber,
    callerName: tidy(input.callerName) ?? contact?.name ?? null,
    companyName: tidy(input.companyName) ?? customer?.name ?? null,
    customerId: customer?.id ?? null,
    contactId: contact?.id ?? null,
    agentId: unit.viewer.membershipId,
    startedAt: unit.now,
    note: tidy(input.note),
  });
  tell(unit, call, 'callAnswered');
  return call.id;
}

/** Says which customer called. */
export async function matchCall(
  unit: UnitOfWork,
  { id, customerId, expectedVersion }: { id: string; customerId: string; expectedVersion?: number | null | undefined },
): Promise<string> {
  const call = await loadExplained(unit, Call, id, 'match', expectedVersion);
  const customer = await customerFacts(unit, customerId);
  unit.transition(call, 'match');
  if (call.customerId !== customer.id) call.contactId = null;
  call.customerId = customer.id;
  tell(unit, call, 'callMatched');
  return call.id;
}

/** Solved on the line: no ticket. */
export async function solveCall(
  unit: UnitOfWork,
  { id, solution, expectedVersion }: { id: string; solution: string; expectedVersion?: number | null | undefined },
): Promise<string> {
  const call = await loadExplained(unit, Call, id, 'solve', expectedVersion);
  call.solution = required(solution, 'solution', 4000);
  unit.transition(call, 'solve');
  call.endedAt = unit.now;
  tell(unit, call, 'callSolved');
  return call.id;
}

/** The call a ticket is raised from, ready to be linked. */
export function callToRaise(unit: UnitOfWork, id: string): Promise<Call> {
  return loadExplained(unit, Call, id, 'raise', null);
}

/** The call led to this ticket, and so to its customer. */
export function linkCall(unit: UnitOfWork, call: Call, ticket: Ticket): void {
  unit.transition(call, 'raise');
  call.ticketId = ticket.id;
  call.customerId = ticket.customerId;
  call.endedAt = unit.now;
  tell(unit, call, 'callRaised');
}

function e164Of(typed: string): string {
  const parsed = parseCallerNumber(typed);
  if ('problem' in parsed) throw invalid(parsed.problem, ['callerNumber']);
  return parsed.extension ? `${parsed.e164};ext=${parsed.extension}` : parsed.e164;
}

function tell(unit: UnitOfWork, call: Call, event: string): void {
  unit.announce({
    event,
    noun: 'call',
    id: call.id,
    customerId: call.customerId ?? null,
    ids: call.ticketId ? { ticket: call.ticketId } : {},
  });
}
