import type { Ask } from '../ask/ask.ts';
import { Asker } from '../asker/asker.ts';
import type { EventBus } from '../event-bus/event-bus.ts';
import type { Log } from '../log/log.ts';
import type { Outside } from '../outside/outside.ts';
import type { Source } from '../rows/read.ts';
import type { Seals } from '../seal/seals.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** What a host has for every request. */
export interface Host {
  readonly tenancy: Tenancy;
  readonly bus: EventBus;
  readonly log: Log;
  readonly seals: Seals;
  /** Calls to addresses that somebody typed in. */
  readonly outside: Outside;
}

/** What a resolver works with; made anew for every operation of a service and every delivered event (security.md 7). */
export class Context {
  private loaders: Map<string, unknown> | undefined;
  /** Customers whose rows were read, where somebody has to account for it: headquarters inside a partner. */
  readonly seen: Set<string> | undefined;

  constructor(
    readonly host: Host,
    readonly viewer: Viewer,
    readonly ask: Ask,
    /** Aborted when the client is gone or the deadline is over. */
    private readonly asker?: Asker | AbortSignal,
  ) {
    this.seen = viewer.support ? new Set() : undefined;
  }

  /** The same viewer with nothing read yet. */
  anew(): Context {
    return new Context(this.host, this.viewer, this.ask, this.asker);
  }

  /** Aborted when nobody waits for the answer any more. */
  get signal(): AbortSignal | undefined {
    return this.asker instanceof Asker ? this.asker.signal : this.asker;
  }

  /** Where this viewer's reads go. */
  get source(): Source {
    return this.host.tenancy.source(this.viewer, this.asker, this.seen);
  }

  /** A loader of this operation, made at its first use. */
  loader<L>(key: string, make: () => L): L {
    this.loaders ??= new Map();
    let loader = this.loaders.get(key) as L | undefined;
    if (loader === undefined) {
      loader = make();
      this.loaders.set(key, loader);
    }
    return loader;
  }
}
