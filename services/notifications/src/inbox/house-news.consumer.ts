import type { BusEvent } from '@landfall/kit/event-bus/event-bus';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { isNews } from './age.ts';
import { InboxKind } from './inbox.kind.ts';
import { staffMember, staffWith } from './people.ts';
import { tell } from './tell.ts';

type Telling = (unit: UnitOfWork, event: BusEvent) => Promise<void>;

const toStaff =
  (kind: InboxKind, noun: string, roles: readonly string[]): Telling =>
  async (unit, event) =>
    tell(unit, await staffWith(unit, roles), { kind, noun, nounId: event.nounId, actorId: event.ids.actor ?? null });

/** The person who invited learns that somebody came. */
const toInviter: Telling = async (unit, { nounId }) => {
  const [invitation] = await unit.execute<{ invited_by_id: string | null; customer_id: string | null }>(
    'select invited_by_id, customer_id from identity.invitation_card where id = ?',
    [nounId],
  );
  const [member] = await unit.execute<{ id: string; customer_id: string | null }>(
    'select id, customer_id from identity.addressee_card where id = ? and is_active',
    [invitation?.invited_by_id ?? null],
  );
  if (!member) return;
  const surface = member.customer_id === null ? 'desk' : 'portal';
  const news = { kind: InboxKind.INVITATION_ACCEPTED, noun: 'invitation', nounId };
  await tell(unit, [{ id: member.id, surface, customerId: member.customer_id }], news);
};

/** Whoever asked for the archive; the administrators where that isn't known. */
const toWhoAsked: Telling = async (unit, event) => {
  const asked = await staffMember(unit, event.ids.member ?? null);
  const people = asked.length > 0 ? asked : await staffWith(unit, ['partner_admin']);
  await tell(unit, people, { kind: InboxKind.ARCHIVE_READY, noun: 'archive', nounId: event.nounId });
};

const TELLINGS: Readonly<Record<string, Telling>> = {
  policyChanged: toStaff(InboxKind.POLICY_CHANGED, 'partner', [
    'partner_admin',
    'department_manager',
    'area_supervisor',
    'hotline_consultant',
  ]),
  invitationAccepted: toInviter,
  archiveReady: toWhoAsked,
};

/** What changes in the partner's own house is told to those it concerns. */
export const houseNewsConsumer: Consumer = {
  name: 'notifications.house-news',
  events: Object.keys(TELLINGS),
  async handle(unit, event) {
    if (isNews(event, unit.now)) await TELLINGS[event.event]?.(unit, event);
  },
};
