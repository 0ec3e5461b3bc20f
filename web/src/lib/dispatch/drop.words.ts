import { m } from '#lib/paraglide/messages.js';
import { type Speaking, spokenTime } from '#lib/time/spoken.ts';
import { shortRegion } from './board.columns.ts';
import type { DropVerdict, VerdictLine } from './drop.verdict.ts';

/** A line of the verdict before a drop. */
export const verdictWords = ({ code, value }: VerdictLine, how: Speaking): string => {
  const due = () => spokenTime(Date.parse(value), how);
  const words: Record<VerdictLine['code'], () => string> = {
    skill: () => m.dispatch_certified({ product: value }),
    noSkill: () => m.dispatch_not_certified({ product: value }),
    region: () => m.dispatch_region_served({ region: shortRegion(value) }),
    noRegion: () => m.dispatch_region_not_served({ region: shortRegion(value) }),
    load: () => m.dispatch_load_open({ count: value }),
    conflict: () => m.dispatch_verdict_conflict({ number: value }),
    closed: m.dispatch_verdict_closed,
    past: m.dispatch_verdict_past,
    kept: () => m.dispatch_verdict_kept({ due: due() }),
    broken: () => m.dispatch_verdict_broken({ due: due() }),
  };
  return words[code]();
};

/** What letting go would do. */
export const deedWords = (deed: DropVerdict['deed'], name: string, time: string): string =>
  ({
    assign: () => m.dispatch_drop_assign({ name }),
    reassign: () => m.dispatch_drop_reassign({ name }),
    schedule: () => m.dispatch_drop_schedule({ time }),
    reschedule: () => m.dispatch_drop_reschedule({ time }),
    nothing: m.dispatch_drop_nothing,
  })[deed]();
