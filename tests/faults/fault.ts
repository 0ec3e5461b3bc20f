import type { Chance } from './chance.ts';
import type { Crowd } from './crowd.ts';
import type { Journal } from './journal.ts';
import type { PostOffice } from './post-office.ts';
import type { Server, Site } from './site.ts';
import type { Watcher } from './watcher.ts';

/** What a fault happens to. */
export interface Scene {
  readonly site: Site;
  readonly chance: Chance;
  readonly journal: Journal;
  readonly watchers: readonly Watcher[];
  readonly crowd: Crowd;
  readonly post: PostOffice;
  readonly tenants: readonly string[];
  /** Milliseconds a long fault lasts. */
  readonly long: number;
  /** The run is to end: waits end with it. */
  readonly signal: AbortSignal;
  /** Asks while people at work wait: how long something takes is no question of how much they do meanwhile. */
  readonly quietly: <T>(ask: () => Promise<T>) => Promise<T>;
  /** Somebody's cookie, by server, for connections of the fault's own. */
  readonly cookieOf: (server: Server) => string;
}

/**
 * One way to break things. It returns when the fault itself is over (recovery is awaited by the runner), with what it has
 * seen of it: a fault that didn't happen proves nothing. @throws NotPossible
 */
export type Fault = (scene: Scene) => Promise<string>;

/** This fault can't be made here, or didn't come about: it is told, and not counted. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}
