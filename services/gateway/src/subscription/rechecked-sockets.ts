import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Callers, Credential } from '../server/callers.ts';

const EVERY_MS = 2000;

/**
 * Sockets that are closed when what their reader came in by is over: signed out, run out, its membership ended. All are
 * asked about together, one round after another, however many there are.
 */
export class RecheckedSockets {
  private readonly credentials = new Map<WebSocket, Credential>();
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(private readonly callers: Pick<Callers, 'live'>) {
    this.next();
  }

  /** Watches over a socket for as long as it is open. */
  add(socket: WebSocket, credential: Credential): void {
    this.credentials.set(socket, credential);
    socket.once('close', () => this.credentials.delete(socket));
  }

  /** Asks about nobody any more. */
  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private async round(): Promise<void> {
    const asked = [...this.credentials];
    // While the database is away nobody can say: the sockets stay, and are told nothing.
    const live = await this.callers.live(asked.map(([, credential]) => credential)).catch(() => undefined);
    if (live) {
      for (const [socket, credential] of asked)
        if (!live.has(credential)) socket.close(CloseCode.Forbidden, 'session ended');
    }
    this.next();
  }

  private next(): void {
    if (!this.isOver) this.timer = setTimeout(() => void this.round(), EVERY_MS).unref();
  }
}
