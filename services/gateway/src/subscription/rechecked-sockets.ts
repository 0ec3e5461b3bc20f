import { CloseCode } from 'graphql-ws';
import type { Callers } from '../server/callers.ts';
import type { Conversation } from './conversation.ts';

const EVERY_MS = 2000;

/**
 * Sockets that are closed when what their reader came in by is over: signed out, run out, its membership ended. All are
 * asked about together, one round after another, however many there are.
 */
export class RecheckedSockets {
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    private readonly callers: Pick<Callers, 'live'>,
    private readonly sockets: ReadonlySet<Conversation>,
  ) {
    this.next();
  }

  /** Asks about nobody any more. */
  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private async round(): Promise<void> {
    const asked = [...this.sockets].flatMap((socket) =>
      socket.credential ? { socket, credential: socket.credential } : [],
    );
    // While the database is away nobody can say: the sockets stay, and are told nothing.
    const live = await this.callers.live(asked.map(({ credential }) => credential)).catch(() => undefined);
    if (live) {
      for (const { socket, credential } of asked)
        if (!live.has(credential)) socket.close(CloseCode.Forbidden, 'session ended');
    }
    this.next();
  }

  private next(): void {
    if (!this.isOver) this.timer = setTimeout(() => void this.round(), EVERY_MS).unref();
  }
}
