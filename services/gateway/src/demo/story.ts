import { ticketMachine } from '@landfall/support/ticket/ticket.machine';
import type { Detail, OrderDraft, TicketDraft } from './drafts.ts';
import type { PartnerWorld } from './partner-world.ts';
import type { Random } from './random.ts';
import type { Member } from './staff.ts';

/** Something that happened, as support's own `tell` takes it. */
export interface Happening {
  readonly action: string;
  readonly note?: string | null;
  readonly staffNote?: string | null;
  readonly detail?: Detail;
  readonly customerVisible?: boolean;
}

/** A ticket's story as it is told: what lies after the demo's moment isn't told, and every state is reached by the machine. */
export class Story {
  private lastId = 0;

  constructor(
    readonly world: PartnerWorld,
    readonly ticket: TicketDraft,
    readonly random: Random,
  ) {}

  /** Whether something planned has happened by now. */
  reached(at: number | null | undefined): at is number {
    return at !== null && at !== undefined && at <= this.world.now;
  }

  /** Moves the ticket along its machine. @throws Problem CONFLICT where the story is wrong */
  move(action: string): void {
    this.ticket.state = ticketMachine.next(this.ticket.state, action);
    this.ticket.version += 1;
  }

  /** A line about the ticket. */
  tell(at: number, actor: Pick<Member, 'id' | 'name'>, what: Happening): void {
    this.line(at, actor, what, null);
  }

  /** A line about one of its visits. */
  tellOrder(order: OrderDraft, at: number, actor: Pick<Member, 'id' | 'name'>, what: Happening): void {
    this.line(at, actor, what, order);
  }

  private line(at: number, actor: Pick<Member, 'id' | 'name'>, what: Happening, order: OrderDraft | null): void {
    // Lines of one transaction share their time; their ids keep them in order.
    this.lastId = Math.max(this.lastId + 1, at);
    this.ticket.updatedAt = Math.max(this.ticket.updatedAt, at);
    this.ticket.activities.push({
      id: this.random.id(this.lastId),
      orderId: order?.id ?? null,
      at,
      action: what.action,
      actor: { id: actor.id, name: actor.name },
      note: what.note ?? null,
      staffNote: what.staffNote ?? null,
      detail: what.detail ?? (() => ({})),
      customerVisible: what.customerVisible ?? true,
    });
  }
}
