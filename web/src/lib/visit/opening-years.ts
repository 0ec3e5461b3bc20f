import { localDay } from './zone-time.ts';

/** The years of which the opening hours are asked: a visit may be agreed in December for January. */
export const yearsAhead = (zone: string): { year: number; nextYear: number } => {
  const year = Number(localDay(Date.now(), zone).slice(0, 4));
  return { year, nextYear: year + 1 };
};
