import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Server, Site } from './site.ts';
import type { Watcher } from './watcher.ts';

/** What a fault happens to. */
export interface Scene {
  readonly site: Site;
  readonly chance: Chance;
  readonly watchers: readonly Watcher[];
  readonly tenants: readonly string[];
  /** Milliseconds a long fault lasts. */
  readonly long: number;
  /** Somebody's token, by server, for connections of the fault's own. */
  readonly cookieOf: (server: Server) => string;
}

/** One way to break things. It returns when the fault itself is over; recovery is awaited by the runner. */
export type Fault = (scene: Scene) => Promise<void>;

const HOURS = 3_600_000;

/** The group of the postmaster: it and all its backends. */
function signalDatabase(site: Site, signal: NodeJS.Signals): void {
  process.kill(-site.postmaster, signal);
}

async function replaceServer(site: Site, server: Server, signal: NodeJS.Signals, env?: Record<string, string>) {
  await site.end(server, signal);
  await site.start(server, env);
}

/** Holds the row every new ticket of a tenant has to pass, so that whoever raises one is inside its transaction. */
async function holdNumbers(site: Site, tenant: string, milliseconds: number, meanwhile: () => Promise<void>) {
  const holder = await site.owner.connect();
  holder.on('error', () => undefined);
  try {
    await holder.query('begin');
    await holder.query('select 1 from kit.counter where tenant_id = $1 for update', [tenant]);
    await delay(milliseconds);
    await meanwhile();
    await holder.query('rollback');
    holder.release();
  } catch {
    holder.release(true);
  }
}

/** Every fault, by what it says in the report. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'PostgreSQL killed with -9': async ({ site }) => process.kill(site.postmaster, 'SIGKILL') && undefined,

  'PostgreSQL paused': async ({ site, long }) => {
    signalDatabase(site, 'SIGSTOP');
    try {
      await delay(long);
    } finally {
      signalDatabase(site, 'SIGCONT');
    }
  },

  'PostgreSQL restarted': async ({ site }) => process.kill(site.postmaster, 'SIGINT') && undefined,

  'a server killed inside mutations': async ({ site, chance, tenants }) => {
    const server = chance.one(site.servers);
    await holdNumbers(site, chance.one(tenants), 400, () => site.end(server, 'SIGKILL'));
    await site.start(server);
  },

  'a server killed between commit and answer': async ({ site, chance }) => {
    const server = chance.one(site.servers);
    await new Promise<void>((resolve) => {
      server.relay.loseNextAnswer(() => {
        server.copy.kill('SIGKILL');
        resolve();
      });
    });
    await server.copy.ended;
    await site.start(server);
  },

  'a server replaced while it is at work': ({ site, chance }) =>
    replaceServer(site, chance.one(site.servers), 'SIGTERM'),

  'a transaction held open while later ones commit': ({ site, chance, tenants }) =>
    holdNumbers(site, chance.one(tenants), 1500, async () => undefined),

  'events told again from the beginning': async ({ site, chance }) => {
    const server = chance.one(site.servers);
    await site.end(server, 'SIGKILL');
    await site.rows(`update kit.consumer_position set xid = '0', event_id = '00000000-0000-0000-0000-000000000000'`);
    await site.start(server);
  },

  'a client that never reads': async ({ site, chance, cookieOf, long }) => {
    const server = chance.one(site.servers);
    const socket = connect(server.relay.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\n` +
        `sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: graphql-transport-ws\r\ncookie: ${cookieOf(server)}\r\n\r\n`,
    );
    socket.pause();
    const say = (message: object): boolean => socket.write(frame(JSON.stringify(message)));
    say({ type: 'connection_init' });
    await delay(100);
    for (let i = 0; i < 30; i++)
      say({
        id: `${i}`,
        type: 'subscribe',
        payload: { query: `subscription { ticketChanged { id version state symptom } }` },
      });
    await delay(long);
    socket.destroy();
  },

  'every socket dropped at once': async ({ site, watchers }) => {
    for (const watcher of watchers) watcher.drop();
    for (const { relay } of site.servers) relay.cut();
  },

  'a server two hours ahead': ({ site, chance }) => shifted(site, chance, 2 * HOURS),
  'a server two hours behind': ({ site, chance }) => shifted(site, chance, -2 * HOURS),
};

/** The server works with the wrong clock for a while; the next fault finds it with the right one again. */
async function shifted(site: Site, chance: Chance, milliseconds: number): Promise<void> {
  const server = chance.one(site.servers);
  const NODE_OPTIONS = `--import=${join(import.meta.dirname, 'clock-shift.mjs')}`;
  await replaceServer(site, server, 'SIGTERM', { NODE_OPTIONS, CLOCK_SHIFT_MS: String(milliseconds) });
  await delay(1500);
  await replaceServer(site, server, 'SIGTERM');
}

/** A masked text frame, as clients have to send it (RFC 6455, 5.2). */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = body.length < 126 ? [0x81, 0x80 | body.length] : [0x81, 0x80 | 126, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}
