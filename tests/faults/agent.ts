import { setTimeout as delay } from 'node:timers/promises';
import type { Customer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { ASSIGN, CONTACT, DISPATCH, NOTE, RAISE, READ_ALL } from './agent.mutations.ts';
import type { Chance } from './chance.ts';
import type { Intent, Journal } from './journal.ts';
import type { Server, Site } from './site.ts';

/** Codes that say: nothing is decided, try again with the same key. */
const AGAIN = new Set(['UNAVAILABLE', 'LIMITED']);
/** Somebody in a hundred closes the laptop and never asks what became of it. */
const GIVES_UP = 0.01;

interface Answer {
  readonly data?: Record<string, { id: string } | null> | null;
  readonly errors?: readonly { extensions: { code: string; reason?: string } }[];
}

/** Somebody who works all day: raises tickets, notes, sends people out, and tries again until told what happened. */
export class Agent {
  /** Longest pause between two intents. Milliseconds. */
  pace = 30;
  private readonly open: string[] = [];
  private readonly received: string[] = [];
  private readonly assigned: string[] = [];
  private made = 0;
  private isStopped = false;
  private paused: { reached: () => void; until: Promise<void>; go: () => void } | undefined;

  constructor(
    private readonly site: Site,
    private readonly journal: Journal,
    private readonly chance: Chance,
    private readonly person: Person,
    private readonly customers: readonly Customer[],
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
      await delay(this.chance.between(0, this.pace));
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

  private async one(): Promise<void> {
    const what = this.chance.next();
    const ticketId = this.open.length > 0 ? this.chance.one(this.open) : undefined;
    if (ticketId === undefined || what < 0.25) return this.raise();
    if (what < 0.7) return this.note(ticketId);
    if (what < 0.82) return this.dispatch(ticketId);
    if (what < 0.84) return this.readInbox();
    const [from, to] = this.assigned.length > 3 ? [this.assigned, undefined] : [this.received, this.assigned];
    const orderId = from.shift();
    if (orderId === undefined) return;
    const intent = this.begin(to ? 'assign' : 'contact');
    const [text, field] = to ? [ASSIGN, 'assignDispatchOrder'] : [CONTACT, 'contactCustomer'];
    await this.pursue(intent, text, { id: orderId, ...(to ? { to: this.person.membershipId } : {}) }, field);
    if (intent.resultId) to?.push(intent.resultId);
  }

  private begin(kind: Intent['kind']): Intent {
    this.made += 1;
    return this.journal.begin({ id: `#${kind} ${this.name}-${this.made}`, tenant: this.person.tenant, kind });
  }

  private async raise(): Promise<void> {
    const intent = this.begin('raise');
    const { id: customerId, productId: registeredProductId } = this.chance.one(this.customers);
    await this.pursue(intent, RAISE, { input: { customerId, registeredProductId, symptom: intent.id } }, 'raiseTicket');
    if (intent.resultId) this.open.push(intent.resultId);
  }

  private note(ticketId: string): Promise<void> {
    const intent = this.begin('note');
    const told = this.chance.next() < 0.4;
    return this.pursue(intent, NOTE, { id: ticketId, text: intent.id, told }, 'noteTicket');
  }

  private async dispatch(ticketId: string): Promise<void> {
    this.open.splice(this.open.indexOf(ticketId), 1);
    const intent = this.begin('dispatch');
    await this.pursue(intent, DISPATCH, { input: { ticketId } }, 'dispatchTicket');
    if (intent.resultId) this.received.push(intent.resultId);
  }

  /** So that the counter moves both ways; whether it was read is nobody's promise. */
  private async readInbox(): Promise<void> {
    await this.ask(this.chance.one(this.site.servers), READ_ALL, {});
  }

  /** One intent, one key: any server, as often as it takes. */
  private async pursue(intent: Intent, query: string, variables: object, field: string): Promise<void> {
    for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
      intent.attempts += 1;
      const server = this.chance.one(this.site.servers);
      const answer = await this.ask(server, query, { ...variables, key: intent.id });
      const id = answer?.data?.[field]?.id;
      if (id) {
        this.journal.end(intent, 'acknowledged', server.name);
        intent.resultId = id;
        return;
      }
      const { code = '', reason = '' } = answer?.errors?.[0]?.extensions ?? {};
      if (AGAIN.has(code)) this.journal.toldToWait += 1;
      else if (answer) {
        this.journal.end(intent, 'refused', server.name);
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
