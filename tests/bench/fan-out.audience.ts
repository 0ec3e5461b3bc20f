import { WebSocket } from 'ws';

/** How one socket of an audience is opened, and what it says: hello, and once that is answered the rest. */
export interface Seat {
  readonly headers: Record<string, string>;
  readonly greeting: readonly string[];
}

/** Sockets that all hear the same. */
export class Audience {
  private readonly sockets: WebSocket[] = [];
  private heard = 0;
  private whenAll: () => void = () => undefined;
  /** The end of what is heard in this round: after the name of a subscription everybody hears the same. */
  private same: Buffer | undefined;
  private wrong: string | undefined;

  constructor(
    private readonly url: string,
    private readonly seat: (nth: number) => Seat,
  ) {}

  /** Opens so many more, a hundred at a time. */
  async grow(count: number): Promise<void> {
    for (let i = 0; i < count; i += 100)
      await Promise.all(Array.from({ length: Math.min(100, count - i) }, () => this.open()));
  }

  /** Closes all but so many. */
  shrink(count: number): void {
    for (const socket of this.sockets.splice(count)) socket.terminate();
  }

  /** Milliseconds until everybody has heard one more thing after `say`. @throws where somebody heard something else */
  async until(say: () => Promise<unknown>): Promise<number> {
    this.heard = 0;
    this.same = undefined;
    const all = new Promise<void>((resolve) => {
      this.whenAll = resolve;
    });
    const began = performance.now();
    await say();
    await all;
    const took = performance.now() - began;
    if (this.wrong) throw new Error(`not heard by all: ${this.wrong}`);
    return took;
  }

  /** The whole message that was heard last. */
  last = '';

  private open(): Promise<void> {
    const { headers, greeting } = this.seat(this.sockets.length);
    const socket = new WebSocket(this.url.replace('http', 'ws'), 'graphql-transport-ws', {
      headers,
      perMessageDeflate: false,
    });
    this.sockets.push(socket);
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.on('error', () => undefined);
      socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
      socket.once('open', () => {
        if (greeting[0]) socket.send(greeting[0]);
        else resolve();
      });
      socket.on('message', (data: Buffer) => {
        if (data.includes('"connection_ack"')) {
          for (const text of greeting.slice(1)) socket.send(text);
          resolve();
        } else this.note(data);
      });
    });
  }

  private note(data: Buffer): void {
    const payload = data.subarray(data.indexOf('"payload"'));
    this.same ??= payload;
    if (!payload.includes('ticketChanged') || !payload.equals(this.same)) this.wrong = String(data);
    this.heard += 1;
    if (this.heard !== this.sockets.length) return;
    this.last = String(data);
    this.whenAll();
  }
}
