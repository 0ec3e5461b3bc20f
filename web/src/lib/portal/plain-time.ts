import type { Speaking } from '#lib/time/spoken.ts';

/** A moment as a document names it: "2026年11月24日 周二 16:46". The zone is the partner's. */
export const plainTime = (at: string, { zone, locale }: Pick<Speaking, 'zone' | 'locale'>): string => {
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(Date.parse(at));
  const day = say({ year: 'numeric', month: locale === 'en' ? 'short' : 'long', day: 'numeric' });
  const time = say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day} ${say({ weekday: 'short' })} ${time}`;
};
