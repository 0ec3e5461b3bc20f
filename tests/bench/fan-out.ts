import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dataset } from './dataset.ts';
import { Audience } from './fan-out.audience.ts';
import type { WeighedServer } from './fan-out.server.ts';
import { asked, idOf } from './installation.ts';

export const SUBSCRIPTION = 'subscription { ticketChanged { id number state symptom updatedAt customer { id name } } }';
export const NOTE = 'mutation ($id: ID!) { noteTicket(id: $id, text: "bench") { id } }';
const WARM_UP = 500;

/** What the fan-out is measured with. */
export interface FanOut {
  readonly gateway: WeighedServer;
  readonly peer: WeighedServer;
  readonly tenant: Dataset['tenants'][number];
  /** A ticket of that tenant. */
  readonly ticketId: string;
  /** Sessions of that tenant's people: twice as many as subscribers. */
  readonly tokens: readonly string[];
  readonly rounds: number;
}

/**
 * B6: from the request that changes a ticket to the last of its subscribers, ÷ from a request to the last socket of a raw
 * `ws` broadcast of the same message; and the memory of a subscriber, KB: each is a person with a session and a socket.
 */
export async function fanOut({ gateway, peer, tenant, ticketId, tokens, rounds }: FanOut) {
  const subscribers = tokens.length / 2;
  const change = (): Promise<unknown> =>
    post(`${gateway.url}/graphql`, JSON.stringify(asked(NOTE, { id: ticketId })), {
      'content-type': 'application/json',
      cookie: `landfall=${tenant.token}`,
    });
  const ours = new Audience(`${gateway.url}/graphql`, (nth) => ({
    headers: { cookie: `landfall=${tokens[nth]}` },
    greeting: [
      '{"type":"connection_init"}',
      // Named as graphql-ws names them in a page.
      JSON.stringify({
        id: randomUUID(),
        type: 'subscribe',
        payload: { query: '', extensions: { documentId: idOf(SUBSCRIPTION) } },
      }),
    ],
  }));
  const theirs = new Audience(peer.url, () => ({ headers: {}, greeting: [] }));
  for (let i = 0; i < 20; i += 1) await change();
  const memory = {
    ours: await memoryOf(gateway, ours, subscribers, () => ours.until(change)),
    peer: await memoryOf(peer, theirs, subscribers),
  };
  await ours.until(change);
  const broadcast = (): Promise<unknown> => post(peer.url, ours.last);
  await theirs.until(broadcast);
  const waits: { ours: number; peer: number }[] = [];
  const worked = { ours: 0, peer: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const [a, b] = [gateway.worked(), peer.worked()];
    waits.push({ ours: await ours.until(change), peer: await theirs.until(broadcast) });
    worked.ours += gateway.worked() - a;
    worked.peer += peer.worked() - b;
  }
  ours.shrink(0);
  theirs.shrink(0);
  return {
    ratio: Number(median(waits.map((wait) => wait.ours / wait.peer)).toFixed(3)),
    second: memory.ours.kb,
    pass: 1.5,
    goal: 1.15,
    passSecond: 16,
    goalSecond: 12,
    rounds: waits.map((wait) => Number((wait.ours / wait.peer).toFixed(3))),
    milliseconds: {
      ours: Math.round(median(waits.map((w) => w.ours))),
      peer: Math.round(median(waits.map((w) => w.peer))),
    },
    /** Processor time of the server for one change, milliseconds. */
    cpu: { ours: Math.round(worked.ours / rounds), peer: Math.round(worked.peer / rounds) },
    memory,
    subscribers,
  };
}

/**
 * KB a subscriber, resident and after collection: what so many cost, or what as many again cost once they are there, whichever
 * is more. A server that has just started has room left that the first ones fill, so the second half says what one costs.
 */
async function memoryOf(
  server: WeighedServer,
  audience: Audience,
  subscribers: number,
  settle: () => Promise<unknown> = async () => undefined,
) {
  // What only the first of all cost is no subscriber's: code, connections to the database.
  await audience.grow(WARM_UP);
  await delay(1000);
  await settle();
  audience.shrink(0);
  await delay(1000);
  const weights = [await server.weigh()];
  for (let half = 0; half < 2; half += 1) {
    await audience.grow(subscribers);
    await delay(1000);
    // Who has heard something listens.
    await settle();
    weights.push(await server.weigh());
  }
  audience.shrink(subscribers);
  await delay(1000);
  const grown = (what: 'resident' | 'heap', nth: number): number =>
    Number((((weights[nth]?.[what] ?? 0) - (weights[nth - 1]?.[what] ?? 0)) / subscribers / 1024).toFixed(1));
  const [first, more] = [grown('resident', 1), grown('resident', 2)];
  return { kb: Math.max(first, more), first, more, heap: grown('heap', 2) };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
}
