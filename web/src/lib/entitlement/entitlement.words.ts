import type { EntitlementVerdict } from '#lib/graph/schema.generated.ts';
import type { Locale } from '#lib/locale/locales.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayCount, spokenDay } from '#lib/time/spoken.ts';

interface Verdict {
  verdict: EntitlementVerdict;
  endsOn: string | null;
  daysEnded: number | null;
}

/** The verdict as a sentence (R5): in service until …, ended … ago, not begun, no product on record. */
export const entitlementWords = ({ verdict, endsOn, daysEnded }: Verdict, locale: Locale): string => {
  switch (verdict) {
    case 'IN_SERVICE':
      return endsOn ? m.words_entitlement_until({ day: spokenDay(endsOn, locale) }) : m.words_entitlement_in_service();
    case 'ENDED':
      return daysEnded === null
        ? m.words_entitlement_ended()
        : m.words_entitlement_ended_ago({ days: dayCount(daysEnded, locale) });
    case 'NOT_STARTED':
      return m.words_entitlement_not_started();
    case 'NO_PRODUCT':
      return m.words_entitlement_no_product();
  }
};
