const shortest = 500;
const longest = 30_000;

/**
 * How long to wait before a try, in milliseconds: it doubles up to half a minute, and half of it is chance, so that
 * 10,000 tabs don't come back in one second.
 */
export const pauseBefore = (tries: number, chance = Math.random): number => {
  const most = Math.min(longest, shortest * 2 ** tries);
  return most / 2 + (chance() * most) / 2;
};
