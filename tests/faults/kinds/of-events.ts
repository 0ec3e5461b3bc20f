import { type Fault, NotPossible } from '../fault.ts';
import { holdNumbers } from '../hold-numbers.ts';
import { soon } from '../patience.ts';
import { poisonTenant } from './poisoned-tenant.ts';

/** Attempts at two commits in the wrong order; a mutation held for 2 s is ended by the product itself. */
const ATTEMPTS = 8;

/** Things that happen to events on their way. */
export const OF_EVENTS: Readonly<Record<string, Fault>> = {
  'two commits out of order': async (scene) => {
    const { site, signal } = scene;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const xid = await holdNumbers(scene, async (inside) => {
        const early = await soon(async () => (await inside())[0], 30_000, signal);
        if (!early) return undefined;
        // Somebody later writes events, and commits first.
        const passed = await soon(
          async () =>
            (await site.rows(`select from kit.outbox_event where xid > $1::xid8 limit 1`, [early.xid])).length > 0,
          1200,
          signal,
        );
        return passed && early.xid;
      });
      if (!xid) continue;
      const [row] = await site.rows<{ events: number; passed: number }>(
        `select count(*)::int as events, (select count(*)::int from kit.outbox_event where xid > $1::xid8) as passed
         from kit.outbox_event where xid = $1::xid8`,
        [xid],
      );
      const events = await soon(
        async () => (await site.rows(`select from kit.outbox_event where xid = $1::xid8`, [xid])).length,
        2500,
        signal,
      );
      if (events) return `transaction ${xid} committed ${events} events after ${row?.passed} of later ones`;
    }
    throw new NotPossible('no transaction was overtaken');
  },

  'events told again from the beginning': async ({ site, chance }) => {
    if (site.mortals.length === 0) throw new NotPossible('only one server runs');
    const server = chance.one(site.mortals);
    await site.end(server, 'SIGKILL');
    await site.rows(`update kit.consumer_position set xid = '0', event_id = '00000000-0000-0000-0000-000000000000'`);
    const [row] = await site.rows<{ events: number; consumers: number }>(
      'select count(*)::int as events, (select count(*)::int from kit.consumer_position) as consumers from kit.outbox_event',
    );
    await site.start(server);
    return `${row?.events} events to ${row?.consumers} consumers of ${server.name}`;
  },

  'a consumer that throws for one tenant': poisonTenant,
};
