import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { floorAt } from './floor.ts';
import { ServicePolicy } from './service-policy.entity.ts';

/** Ordinary office hours, until the partner says its own. */
const OFFICE_HOURS = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '08:30', until: '12:00' },
  { weekday, from: '13:30', until: '17:30' },
]);

/** What R2 asks where headquarters has no floor. Hours. */
const [CONTACT, ON_SITE] = [16, 24];

/** Headquarters' default: the floor's hours on the clock of working days, or the floor's own where that is stricter. */
export async function firstPolicy(unit: UnitOfWork): Promise<void> {
  const floor = await floorAt((text, values) => unit.execute(text, values), '?', unit.now);
  unit.create(ServicePolicy, {
    policyVersion: 1,
    validFrom: unit.now,
    clockMode: floor?.clockMode === 'ELAPSED' ? 'ELAPSED' : 'WORKDAY',
    contactHours: floor?.contactHours ?? CONTACT,
    onSiteHours: floor?.onSiteHours ?? ON_SITE,
    periods: OFFICE_HOURS,
    makeUpWeekday: 1,
  });
  unit.announce({ event: 'policyChanged', noun: 'partner', id: unit.tenant });
}
