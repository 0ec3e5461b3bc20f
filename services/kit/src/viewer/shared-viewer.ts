import type { Viewer } from './viewer.ts';

/** What is one person's own, whatever place and roles they share with others. */
const OWN = ['accountId', 'membershipId', 'sessionId', 'name', 'email', 'address', 'provenAt'] as const;

/**
 * People of one place with the same roles and language, as one viewer: what is read for it may be told to each of them.
 * Whatever depends on the person fails, so that a field nobody has marked `@ByViewer()` is told to nobody instead of to
 * everybody.
 */
export function sharedViewer(viewer: Viewer): Viewer {
  const shared = { ...viewer } as Record<string, unknown>;
  for (const name of OWN) {
    delete shared[name];
    Object.defineProperty(shared, name, {
      get: () => {
        throw new Error(`${name} is one person's own: what reads it has to be marked @ByViewer()`);
      },
    });
  }
  return shared as unknown as Viewer;
}

/** Whether a viewer stands for everybody of its kind. */
export function isShared(viewer: Viewer): boolean {
  return !Object.prototype.propertyIsEnumerable.call(viewer, 'accountId');
}

/** Viewers of the same key may be told the same; null where this one may not share. */
export function sharedKey(viewer: Viewer): string | null {
  // Whoever is let in for a while, and programs, are accounted for one by one.
  if (viewer.support !== null || viewer.scopes !== null) return null;
  const { surface, tenant, customers, roles, locale, timeZone, partnerName, customerName } = viewer;
  return JSON.stringify([
    surface,
    tenant,
    [...customers].sort(),
    [...roles].sort(),
    locale,
    timeZone,
    partnerName,
    customerName,
  ]);
}
