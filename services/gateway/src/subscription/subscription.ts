import type { Conversation } from './conversation.ts';
import type { Member, Stream } from './shared-streams.ts';
import type { Telling } from './telling.ts';

/** One subscription of one socket: a page has a few, a process tens of thousands, so it is only this. */
export class Subscription implements Member {
  /** What it hears; undefined until it has been started. */
  stream: Stream | undefined;

  constructor(
    private readonly conversation: Conversation,
    /** What the client calls it. */
    readonly id: string,
  ) {}

  told(telling: Telling): void {
    this.conversation.deliver(telling.frame(this.id));
  }

  failed(): void {
    this.conversation.comeBack('try again');
  }

  /** Hears nothing any more. */
  end(): void {
    this.stream?.leave(this);
  }
}
