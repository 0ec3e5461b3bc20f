import { m } from '#lib/paraglide/messages.js';

/** Weekdays by their number; 1 is Monday. */
export const weekdayWords: Record<number, () => string> = {
  1: m.settings_weekday_1,
  2: m.settings_weekday_2,
  3: m.settings_weekday_3,
  4: m.settings_weekday_4,
  5: m.settings_weekday_5,
  6: m.settings_weekday_6,
  7: m.settings_weekday_7,
};

export const weekdayWord = (weekday: number): string => weekdayWords[weekday]?.() ?? '';
