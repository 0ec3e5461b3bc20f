import { previewUnder } from '@landfall/kit/promise/promise-preview';
import type { ServicePolicy } from '@landfall/kit/promise/service-policy';
import type { WorkedExample } from './policy-version.type.ts';
import { told } from './told-line.ts';

const FOUR = Temporal.PlainTime.from('16:00');

/** What an order received at 16:00 would be owed, on each weekday of the first whole week of a version: as now, and as asked. */
export function workedExamples(before: ServicePolicy, after: ServicePolicy, from: Temporal.Instant): WorkedExample[] {
  const first = from.toZonedDateTimeISO(after.timeZone).toPlainDate();
  const monday = first.add({ days: (8 - first.dayOfWeek) % 7 });
  const [asNow, asAsked] = [previewUnder(before), previewUnder(after)];
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const at = monday.add({ days: weekday - 1 }).toZonedDateTime({ timeZone: after.timeZone, plainTime: FOUR });
    const since = at.toInstant();
    const order = (kind: 'CONTACT' | 'ON_SITE') => ({ kind, since, dueAt: since, derivation: [] });
    const [contact, onSite] = [asAsked(order('CONTACT')), asAsked(order('ON_SITE'))];
    return {
      weekday,
      since: since.toString(),
      contactBefore: asNow(order('CONTACT')).dueAt.toString(),
      contactAfter: contact.dueAt.toString(),
      onSiteBefore: asNow(order('ON_SITE')).dueAt.toString(),
      onSiteAfter: onSite.dueAt.toString(),
      contactDerivation: contact.derivation.map(told),
      onSiteDerivation: onSite.derivation.map(told),
    };
  });
}
