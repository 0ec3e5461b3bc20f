import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { uuidv7 } from 'uuidv7';
import type { AskSupportAccessInput, GrantSupportAccessInput } from './support-access.inputs.ts';
import './support-access.policy.ts';
import { SupportGrant } from './support-grant.entity.ts';
import { SupportRequest } from './support-request.entity.ts';

const LONGEST_HOURS = 72;

/** The names of what happens to support accesses, told under the tenant of whoever did it. */
export const NOUN = 'supportAccess';

/** Headquarters asks a partner. The partner hears of it by its own event, made from this one. */
export async function askSupportAccess(unit: UnitOfWork, input: AskSupportAccessInput): Promise<string> {
  const { partnerId: tenantId } = input;
  const [partner] = await unit.execute('select 1 from network.partner where partner_id = ?::uuid', [tenantId]);
  if (!partner) throw notFound();
  const endsAt = input.endsAt;
  if (Temporal.Instant.compare(endsAt, unit.now) <= 0) throw invalid('supportAccess.past', ['endsAt']);
  if (Temporal.Instant.compare(endsAt, unit.now.add({ hours: LONGEST_HOURS, minutes: 2 })) > 0)
    throw invalid('supportAccess.tooLong', ['endsAt']);
  const { membershipId: askedById, accountId, name: askedByName } = unit.viewer;
  await lock(unit, `${tenantId} ${askedById}`);
  const [waiting] = await unit.execute(
    `select 1 from network.support_access_card where tenant_id = ?::uuid and asked_by_id = ?::uuid and state in ('ASKED', 'GRANTED') limit 1`,
    [tenantId, askedById],
  );
  if (waiting) throw new Problem('CONFLICT', 'supportAccess.waiting', ['partnerId']);
  const id = uuidv7();
  const reason = input.reason.trim();
  unit.em.persist(
    unit.em.create(SupportRequest, {
      tenantId,
      id,
      reason,
      askedById,
      accountId,
      askedByName,
      askedAt: unit.now,
      endsAt,
    }),
  );
  noteWhere(unit, 'askSupportAccess', id, tenantId);
  unit.announce({ event: 'supportAccessRequested', noun: NOUN, id, ids: { supportAccess: id, partner: tenantId } });
  return id;
}

/** Headquarters needs it no longer; whoever is inside is out within seconds. */
export async function withdrawSupportAccess(unit: UnitOfWork, id: string): Promise<string> {
  const request = await unit.load(SupportRequest, id, 'withdrawSupportAccess');
  request.withdrawnAt ??= unit.now;
  noteWhere(unit, 'withdrawSupportAccess', id, request.tenantId);
  unit.announce({
    event: 'supportAccessWithdrawn',
    noun: NOUN,
    id,
    ids: { supportAccess: id, partner: request.tenantId },
  });
  return id;
}

/** The partner lets headquarters' person in: to read, or with working roles. */
export async function grantSupportAccess(
  unit: UnitOfWork,
  id: string,
  input: GrantSupportAccessInput,
): Promise<string> {
  const asked = await openRequest(unit, id);
  const endsAt = input.endsAt ?? asked;
  if (Temporal.Instant.compare(endsAt, asked) > 0) throw invalid('supportAccess.later', ['endsAt']);
  if (Temporal.Instant.compare(endsAt, unit.now) <= 0) throw invalid('supportAccess.past', ['endsAt']);
  return answer(unit, id, {
    answer: 'GRANTED',
    roles: [...new Set(input.roles)],
    endsAt,
    note: input.note?.trim() || null,
  });
}

/** The partner doesn't let headquarters' person in. */
export async function refuseSupportAccess(unit: UnitOfWork, id: string, note?: string | null): Promise<string> {
  const endsAt = await openRequest(unit, id);
  return answer(unit, id, { answer: 'REFUSED', roles: [], endsAt, note: note?.trim() || null });
}

/** The partner ends it before its time; whoever is inside is out within seconds. What is over stays as it ended, and is told once. */
export async function endSupportAccess(unit: UnitOfWork, id: string): Promise<string> {
  const grant = await unit.load(SupportGrant, id, 'endSupportAccess');
  if (grant.answer !== 'GRANTED') throw new Problem('CONFLICT', 'supportAccess.answered');
  if (grant.endedAt) return id;
  grant.endedAt = Temporal.Instant.compare(grant.endsAt, unit.now) < 0 ? grant.endsAt : unit.now;
  unit.announce({ event: 'supportAccessEnded', noun: NOUN, id, ids: { supportAccess: id } });
  return id;
}

/** When the request that still waits for an answer wants to end. @throws Problem NOT_FOUND, CONFLICT where it waits no longer */
async function openRequest(unit: UnitOfWork, id: string): Promise<Temporal.Instant> {
  // Two administrators who answer at once: the second finds the first one's answer.
  await lock(unit, id);
  const [request] = await unit.execute<{ state: string; ends_at: string }>(
    `select state, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ends_at
     from network.support_access_card where id = ?::uuid`,
    [id],
  );
  if (!request) throw notFound();
  if (request.state !== 'ASKED') throw new Problem('CONFLICT', 'supportAccess.answered');
  return Temporal.Instant.from(request.ends_at);
}

/** Headquarters' own trail says at which partner it was. */
function noteWhere(unit: UnitOfWork, action: string, id: string, partner: string): void {
  unit.note({ action, noun: 'supportRequest', id, after: { partner } });
}

type Answer = Pick<SupportGrant, 'answer' | 'roles' | 'endsAt' | 'note'>;

function answer(unit: UnitOfWork, id: string, given: Answer): string {
  unit.create(SupportGrant, { ...given, id, answeredById: unit.viewer.membershipId, answeredAt: unit.now });
  const event = given.answer === 'GRANTED' ? 'supportAccessGranted' : 'supportAccessRefused';
  unit.announce({ event, noun: NOUN, id, ids: { supportAccess: id } });
  return id;
}

async function lock(unit: UnitOfWork, what: string): Promise<void> {
  await unit.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [what]);
}
