import type { Conversation } from './conversation.ts';

/** A connection that says nothing for this long is asked whether it is there, and given up after as long again. Milliseconds. */
const PING_MS = 12_000;
/** Sockets take turns, so that a process never asks thousands at once. */
const TURNS = 16;

/** Finds half-open connections and lets go of them: one clock for all sockets. */
export class Pulse {
  private readonly timer: NodeJS.Timeout;
  private next = 0;
  private now = 0;

  constructor(
    private readonly sockets: ReadonlySet<Conversation>,
    pingMs = PING_MS,
  ) {
    this.timer = setInterval(() => this.ask(), pingMs / TURNS).unref();
  }

  /** Gives a new socket its turn. */
  add(socket: Conversation): void {
    socket.turn = this.next;
    this.next = (this.next + 1) % TURNS;
  }

  /** Asks nobody any more. */
  stop(): void {
    clearInterval(this.timer);
  }

  private ask(): void {
    this.now = (this.now + 1) % TURNS;
    for (const socket of this.sockets) {
      if (socket.turn !== this.now) continue;
      if (!socket.isThere) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        socket.isThere = false;
        socket.ping();
      }
    }
  }
}
