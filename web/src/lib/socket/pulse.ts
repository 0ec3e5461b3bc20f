/** How long a socket may say nothing before it is asked whether it is there. Milliseconds. */
export const quiet = 12_000;
/** And how long it may take to answer. */
export const answerWithin = 3_000;

/** When something was last heard of a socket, and when it was last asked. */
export interface Signs {
  readonly heardAt: number;
  readonly askedAt: number | undefined;
}

/**
 * A socket whose other end has gone without a word (a laptop slept, a network changed) looks open for many minutes: it
 * is asked, and without an answer it is gone. Silence alone proves nothing: timers of hidden tabs run once a minute.
 */
export const pulseOf = ({ heardAt, askedAt }: Signs, now: number, silence = quiet): 'well' | 'ask' | 'gone' => {
  const isWaiting = askedAt !== undefined && askedAt >= heardAt;
  if (isWaiting) return now - askedAt >= answerWithin ? 'gone' : 'well';
  return now - heardAt >= silence ? 'ask' : 'well';
};
