import { invalid } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { uuidv7 } from 'uuidv7';
import { PartnerContact } from './partner-contact.entity.ts';
import { Partnership } from './partnership.entity.ts';
import type { OnboardPartnerInput, PartnerContactInput } from './partnership.inputs.ts';
import type { PartnershipState } from './partnership.machine.ts';
import { PartnershipChange } from './partnership-change.entity.ts';
import { isTimeZone, placeOf } from './province-defaults.ts';
import { PublishedPartner } from './published-partner.entity.ts';

/** Names are compared one on-boarding after another: two side by side would each not see the other's. */
const NAMES = 'select pg_advisory_xact_lock(1279350854, 41)';

/**
 * Takes a partner into the network, as headquarters: its published name, its contact, its standing, and the event its own
 * place is made from. @returns the new partner's id
 */
export async function onboardPartner(unit: UnitOfWork, input: OnboardPartnerInput): Promise<string> {
  const name = tidy(input.name);
  await unit.execute(NAMES);
  const [taken] = await unit.execute(
    `select 1 from network.partner p left join network.partnership s on s.id = p.partner_id
     where lower(p.name) = lower(?) and s.state is distinct from 'LEFT' limit 1`,
    [name],
  );
  if (taken) throw invalid('partner.nameTaken', ['name']);
  const [province] = await unit.execute<{ name: string }>(
    'select name from catalogue.division where code = ? and level = 1',
    [input.provinceCode],
  );
  if (!province) throw invalid('partner.province', ['provinceCode']);
  const place = placeOf(input.provinceCode);
  const timeZone = input.timeZone?.trim() || place.timeZone;
  if (!isTimeZone(timeZone)) throw invalid('partner.timeZone', ['timeZone']);
  const id = uuidv7();
  const now = unit.now;
  const rows = [
    unit.em.create(PublishedPartner, {
      partnerId: id,
      name,
      provinceCode: input.provinceCode,
      province: province.name,
    }),
    unit.em.create(Partnership, {
      ...{ id, state: 'INVITED' as const, since: now, stateSince: now, timeZone },
      calendar: input.calendar ?? place.calendar,
    }),
    unit.em.create(PartnerContact, { partnerId: id, ...contactOf(input) }),
  ];
  for (const row of rows) unit.em.persist(row);
  noteChange(unit, id, 'onboard', null, 'INVITED', null);
  tellPartner(unit, 'partnerInvited', id);
  return id;
}

/** The contact as it is kept. */
export function contactOf(input: PartnerContactInput): { name: string; email: string; phone: string | null } {
  return {
    name: tidy(input.contactName),
    email: input.contactEmail.trim(),
    phone: input.contactPhone ? tidy(input.contactPhone) || null : null,
  };
}

/** A step of the partner's life, for whoever asks later who did it and why. */
export function noteChange(
  unit: UnitOfWork,
  partnerId: string,
  action: string,
  fromState: PartnershipState | null,
  toState: PartnershipState,
  reason: string | null,
): void {
  const isPartner = unit.viewer.surface !== 'hq';
  unit.em.persist(
    unit.em.create(PartnershipChange, {
      ...{ partnerId, id: uuidv7(), at: unit.now, action, fromState, toState, reason },
      byId: isPartner ? null : unit.viewer.membershipId,
      byName: isPartner ? null : unit.viewer.name,
    }),
  );
}

/** An event about a partner, among headquarters' own. */
export function tellPartner(unit: UnitOfWork, event: string, partner: string): void {
  unit.announce({ event, noun: 'partner', id: partner, ids: { partner } });
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
