import { localDay, type OpenHours } from './open-hours.ts';

interface Engagement {
  readonly from: number;
  readonly until: number;
}

const MINUTE = 60_000;

/** Who is where when: nobody visits two customers at once. */
export class Diary {
  private readonly engagements = new Map<string, Map<number, Engagement[]>>();

  isFree(memberId: string, from: number, until: number): boolean {
    const days = this.engagements.get(memberId);
    if (!days) return true;
    for (let day = dayOf(from); day <= dayOf(until); day += 1) {
      if (days.get(day)?.some((one) => one.from < until && from < one.until)) return false;
    }
    return true;
  }

  engage(memberId: string, from: number, until: number): void {
    const days = this.engagements.get(memberId) ?? new Map<number, Engagement[]>();
    this.engagements.set(memberId, days);
    for (let day = dayOf(from); day <= dayOf(until); day += 1) {
      days.set(day, [...(days.get(day) ?? []), { from, until }]);
    }
  }

  /** Up to `count` times at which a member could begin a visit of so many minutes, with the way there before it. */
  offers(
    memberId: string,
    hours: OpenHours,
    {
      from,
      until,
      minutes,
      away,
      count,
    }: { from: number; until: number; minutes: number; away: number; count: number },
  ): number[] {
    const found: number[] = [];
    for (const slot of hours.slots(from, until)) {
      // Long work begins early: whoever is out is home by eight.
      if (localDay(slot + minutes * MINUTE).hour >= 20) continue;
      if (this.isFree(memberId, slot - away * MINUTE, slot + minutes * MINUTE)) found.push(slot);
      if (found.length === count) break;
    }
    return found;
  }
}

function dayOf(at: number): number {
  return Math.floor(at / 86_400_000);
}
