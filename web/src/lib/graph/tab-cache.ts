import { InMemoryCache } from '@apollo/client/cache';
import type { GraphDocument } from './document.ts';

/** So many answers and events later a page that stands open for days has forgotten what it doesn't show. */
const forgetsAfter = 2_000;
/** So many answers in a row that seem to come too late are believed: the clock of a thing may have been set back by a restore. */
const mostTooLate = 3;

/** What this tab knows, by id. Only `cache.ts` asks for its code, behind the page. */
export class TabCache extends InMemoryCache {
  #written = 0;
  #tooLate = 0;

  constructor() {
    super({
      // What remembers results is left out of the browser: build-tools/lean-cache.plugin.ts.
      resultCaching: false,
      typePolicies: {
        Division: { keyFields: ['code'] },
        // Values without an identity of their own: two questions that select different fields of one add up.
        Entitlement: { merge: true },
        Partner: { merge: true },
        TwoStep: { merge: true },
      },
    });
  }

  /** Remembers an answer; false where something in it is older than what is known, and nothing of it was taken. */
  take<R, V>(query: GraphDocument<R, V>, variables: V, result: R, dataId: string): boolean {
    if (this.#isOlder(result) && this.#tooLate++ < mostTooLate) return false;
    this.#tooLate = 0;
    // Whoever shows something sees that it is gone, keeps showing it, and reads it again.
    if (++this.#written % forgetsAfter === 0) void this.reset();
    this.write({ query, variables: variables as Record<string, unknown>, result: result as object, dataId });
    return true;
  }

  /** Questions and the socket are two ways from the server, and what was said first may arrive last. */
  #isOlder(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    const { version } = value as { version?: unknown };
    const id = typeof version === 'number' ? this.identify(value as { __typename: string }) : undefined;
    let known: unknown;
    if (id) this.modify({ id, broadcast: false, fields: { version: (kept) => (known = kept) } });
    return (
      (typeof known === 'number' && known > (version as number)) ||
      Object.values(value).some((part) => this.#isOlder(part))
    );
  }
}
