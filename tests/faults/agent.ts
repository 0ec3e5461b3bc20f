import { setTimeout as delay } from 'node:timers/promises';
import type { Customer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import type { Chance } from './chance.ts';
import type { Intent, Journal } from './journal.ts';
import type { Server, Site } from './site.ts';

/** Codes that say: nothing is decided, try again with the same key. */
const AGAIN = new Set(['UNAVAILABLE', 'LIMITED']);
/** Somebody in a hundred closes the laptop and never asks what became of it. */
const GIVES_UP = 0.01;

const RAISE =
  'mutation ($key: ID, $input: RaiseTicketInput!) { raiseTicket(idempotencyKey: $key, input: $input) { id } }';
const NOTE =
  'mutation ($key: ID, $id: ID!, $text: String!) { noteTicket(idempotencyKey: $key, id: $id, text: $text) { id } }';
const DISPATCH =
  'mutation ($key: ID, $input: DispatchTicketInput!) { dispatchTicket(idempotencyKey: $key, input: $input) { id } }';

interface Answer {
  readonly data?: Record<string, { id: string } | null> | null;
  readonly errors?: readonly { extensions: { code: string; reason?: string } }[];
}

/** Somebody who works all day: raises tickets, notes, dispatches, and tries again until told what happened. */
export class Agent {
  private readonly open: string[] = [];
  private made = 0;
  private isStopped = false;
  private paused: { reached: () => void; until: Promise<void>; go: () => void } | undefined;

  constructor(
    private readonly site: Site,
    private readonly journal: Journal,
    private readonly chance: Chance,
    private readonly person: Person,
    private readonly customer: Customer,
    private readonly name: string,
  ) {}

  /** Works until stopped; ends when the last intent is answered or given up. */
  async work(): Promise<void> {
    while (!this.isStopped) {
      if (this.paused) {
        this.paused.reached();
        await this.paused.until;
      }
      if (this.isStopped) return;
      await this.one();
      await delay(this.chance.between(0, 30));
    }
  }

  /** Resolves when what is under way is answered; nothing new is begun until {@link resume}. */
  pause(): Promise<void> {
    return new Promise((reached) => {
      let go: () => void = () => undefined;
      const until = new Promise<void>((resolve) => {
        go = resolve;
      });
      this.paused = { reached, until, go };
    });
  }

  resume(): void {
    this.paused?.go();
    this.paused = undefined;
  }

  stop(): void {
    this.isStopped = true;
  }

  private one(): Promise<void> {
    const what = this.chance.next();
    const ticketId = this.open.length > 0 ? this.chance.one(this.open) : undefined;
    if (ticketId === undefined || what < 0.3) return this.raise();
    if (what < 0.9) return this.note(ticketId);
    return this.dispatch(ticketId);
  }

  private begin(kind: Intent['kind'], ticketId?: string): Intent {
    this.made += 1;
    return this.journal.begin({ id: `#${kind} ${this.name}-${this.made}`, tenant: this.person.tenant, kind, ticketId });
  }

  private async raise(): Promise<void> {
    const intent = this.begin('raise');
    const input = { customerId: this.customer.id, registeredProductId: this.customer.productId, symptom: intent.id };
    await this.pursue(intent, RAISE, { input }, 'raiseTicket');
    if (intent.resultId) this.open.push(intent.resultId);
  }

  private note(ticketId: string): Promise<void> {
    const intent = this.begin('note', ticketId);
    return this.pursue(intent, NOTE, { id: ticketId, text: intent.id }, 'noteTicket');
  }

  private dispatch(ticketId: string): Promise<void> {
    this.open.splice(this.open.indexOf(ticketId), 1);
    return this.pursue(this.begin('dispatch', ticketId), DISPATCH, { input: { ticketId } }, 'dispatchTicket');
  }

  /** One intent, one key: any server, as often as it takes. */
  private async pursue(intent: Intent, query: string, variables: object, field: string): Promise<void> {
    for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
      intent.attempts += 1;
      const answer = await this.ask(this.chance.one(this.site.servers), query, { ...variables, key: intent.id });
      const id = answer?.data?.[field]?.id;
      if (id) {
        intent.outcome = 'acknowledged';
        intent.resultId = id;
        return;
      }
      const { code = '', reason = '' } = answer?.errors?.[0]?.extensions ?? {};
      if (answer && !AGAIN.has(code)) {
        intent.outcome = 'refused';
        if (code === 'INTERNAL' || code === '') this.journal.oddities.push(`${intent.id}: ${code} ${reason}`);
        return;
      }
      if (this.chance.next() < GIVES_UP) return;
      await delay(wait);
    }
  }

  /** The answer; undefined where the line or the server broke first. */
  private async ask(server: Server, query: string, variables: object): Promise<Answer | undefined> {
    try {
      const response = await fetch(`http://127.0.0.1:${server.relay.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `landfall-${server.port}=${this.person.token}` },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(15_000),
      });
      return (await response.json()) as Answer;
    } catch {
      return undefined;
    }
  }
}
