import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, NotPossible } from '../fault.ts';
import { soon } from '../patience.ts';

/** Things that happen to mail. */
export const OF_MAIL: Readonly<Record<string, Fault>> = {
  'half of mail deliveries failing': async ({ post, long, signal }) => {
    const before = { ...post.fates };
    const since = (fate: keyof typeof before) => post.fates[fate] - before[fate];
    const failed = () => since('later') + since('never') + since('brokenOff') + since('unanswered');
    post.isHalfFailing = true;
    try {
      await delay(long / 2, undefined, { signal });
      await soon(() => failed() >= 3, long + 10_000, signal);
    } finally {
      post.isHalfFailing = false;
    }
    if (failed() === 0) throw new NotPossible('no mail was delivered meanwhile');
    return (
      `${since('taken')} taken, ${since('later')} answered 451, ${since('never')} answered 554, ` +
      `${since('brokenOff')} broken off, ${since('unanswered')} taken without a word`
    );
  },
};
