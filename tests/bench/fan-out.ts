import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Child } from './child.ts';
import type { Dataset } from './dataset.ts';

/** Sockets that all hear the same. */
class Audience {
  private readonly sockets: WebSocket[] = [];
  private heard = 0;
  private awaited = Number.POSITIVE_INFINITY;
  private whenAll: () => void = () => undefined;

  /** Opens so many; `greet` is what each says: hello, and once that is answered the rest. */
  static async of(
    count: number,
    url: string,
    headers: Record<string, string>,
    greet: readonly string[],
  ): Promise<Audience> {
    const audience = new Audience();
    for (let i = 0; i < count; i += 100) {
      const some = Array.from({ length: Math.min(100, count - i) }, () => audience.open(url, headers, greet));
      await Promise.all(some);
    }
    return audience;
  }

  /** Milliseconds until everybody has heard one more thing after `say`. */
  async until(say: () => Promise<unknown>): Promise<number> {
    this.heard = 0;
    this.awaited = this.sockets.length;
    const all = new Promise<void>((resolve) => {
      this.whenAll = resolve;
    });
    const began = performance.now();
    await say();
    await all;
    return performance.now() - began;
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private open(url: string, headers: Record<string, string>, greet: readonly string[]): Promise<void> {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', {
      headers,
      perMessageDeflate: false,
    });
    this.sockets.push(socket);
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => {
        if (greet[0]) socket.send(greet[0]);
        else resolve();
      });
      socket.on('message', (data: Buffer) => {
        if (data.includes('"connection_ack"')) {
          for (const text of greet.slice(1)) socket.send(text);
          resolve();
        } else if (data.includes('ticketChanged') && ++this.heard === this.awaited) this.whenAll();
      });
    });
  }
}

const SUBSCRIPTION = 'subscription { ticketChanged { id number state symptom updatedAt customer { id name } } }';
const NOTE = 'mutation ($id: ID!) { noteTicket(id: $id, text: "bench") { id } }';

/** What the fan-out is measured with. */
export interface FanOut {
  readonly gateway: Child;
  readonly peer: Child;
  readonly tenant: Dataset['tenants'][number];
  /** A ticket of that tenant. */
  readonly ticketId: string;
  readonly subscribers: number;
  readonly rounds: number;
}

/**
 * B6: from the request that changes a ticket to the last of its subscribers, ÷ from a request to the last socket of a raw
 * `ws` broadcast of the same frame; and the memory of a subscriber, KB.
 */
export async function fanOut({ gateway, peer, tenant, ticketId, subscribers, rounds }: FanOut) {
  const cookie = { cookie: `landfall=${tenant.token}` };
  const change = (): Promise<unknown> =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...cookie },
      body: JSON.stringify({ query: NOTE, variables: { id: ticketId } }),
    }).then(async (response) => {
      const text = await response.text();
      if (text.includes('"errors"')) throw new Error(text.slice(0, 300));
    });
  for (let i = 0; i < 20; i += 1) await change();
  await delay(2000);
  const before = residentOf(gateway.pid);
  const ours = await Audience.of(subscribers, `${gateway.url}/graphql`, cookie, [
    '{"type":"connection_init"}',
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } }),
  ]);
  await delay(2000);
  const memory = (residentOf(gateway.pid) - before) / subscribers / 1024;
  const theirs = await Audience.of(subscribers, peer.url, {}, []);
  const frame = JSON.stringify({
    id: '1',
    type: 'next',
    payload: { data: { ticketChanged: { id: ticketId, symptom: 'x'.repeat(200) } } },
  });
  const broadcast = (): Promise<unknown> => fetch(peer.url, { method: 'POST', body: frame }).then((r) => r.text());
  await ours.until(change);
  await theirs.until(broadcast);
  const waits: { ours: number; peer: number }[] = [];
  for (let round = 0; round < rounds; round += 1)
    waits.push({ ours: await ours.until(change), peer: await theirs.until(broadcast) });
  ours.close();
  theirs.close();
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    ratio: Number(median(waits.map((wait) => wait.ours / wait.peer)).toFixed(3)),
    second: Number(memory.toFixed(1)),
    pass: 1.5,
    goal: 1.15,
    passSecond: 16,
    goalSecond: 12,
    rounds: waits.map((wait) => Number((wait.ours / wait.peer).toFixed(3))),
    milliseconds: {
      ours: Math.round(median(waits.map((w) => w.ours))),
      peer: Math.round(median(waits.map((w) => w.peer))),
    },
    subscribers,
  };
}

/** Resident memory. Bytes. */
function residentOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
}
