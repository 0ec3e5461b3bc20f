import { SvelteSet } from 'svelte/reactivity';
import { pauseBefore } from '#lib/connection/backoff.ts';
import { browser } from '$app/env';

/** A question every server has an answer to, whoever asks. */
const smallest = '/_app/version.json';
const answerWithin = 10_000;
/** Somebody waits for the part: after so many tries the pauses grow no longer. */
const mostTries = 4;

/** Failures to fetch a part of this page that nothing made good: it is whole again when it is reloaded. */
export const missing = new SvelteSet<unknown>();

let suspects = () => false;
/** Who knows whether the server is away. */
export const whenAway = (knows: () => boolean) => {
  suspects = knows;
};
/** Whether the server is away, or may be. */
export const isAway = (): boolean => navigator.onLine === false || suspects();

const answers = async (): Promise<boolean> => {
  try {
    const answer = await fetch(smallest, { cache: 'no-store', signal: AbortSignal.timeout(answerWithin) });
    // A proxy says 502 and more of a server that is away.
    return answer.status < 500;
  } catch {
    return false;
  }
};

const askUntilThere = async () => {
  for (let tries = 0; !(await answers()); tries++)
    await new Promise((resolve) => setTimeout(resolve, pauseBefore(Math.min(tries, mostTries))));
};

let asking: Promise<void> | undefined;
/** All who wait for the server ask as one. */
const untilThere = (): Promise<void> => {
  asking ??= askUntilThere().finally(() => {
    asking = undefined;
  });
  return asking;
};

/** A part couldn't be fetched: told once the server is there, as reloading helps only then. */
export const failed = async (failure: unknown): Promise<void> => {
  await untilThere();
  missing.add(failure);
};

const here = new Set<string>();

/**
 * Fetches a part of the page when it is first needed. Chromium remembers for as long as a page is open that an import
 * failed, so nothing is imported while the server is away: the part comes when it is back. Where it failed all the same,
 * it is tried once more for the other browsers; rejected, it is missing in this page.
 * @param load holds the import itself: its text names the file
 */
export const part = async <T>(load: () => Promise<T>): Promise<T> => {
  if (!browser) return load();
  // What has come once is there without the server.
  const name = String(load);
  if (!here.has(name) && isAway()) await untilThere();
  let come: T;
  try {
    come = await load();
  } catch (failure) {
    await untilThere();
    come = await load();
    missing.delete(failure);
  }
  here.add(name);
  return come;
};
