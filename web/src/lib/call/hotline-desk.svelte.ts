import { tick } from 'svelte';
import type { CustomerCard } from '#lib/customer/customer.graphql';
import { Draft } from '#lib/draft/draft.svelte.ts';
import { Problem } from '#lib/graph/problem.ts';
import { ask } from '#lib/graph/query.ts';
import { Submission } from '#lib/graph/submission.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { spokenPhone } from '#lib/phone/phone.words.ts';
import { type TicketFacts, TicketPage } from '#lib/ticket/ticket.graphql';
import { RaiseTicket } from '#lib/ticket/ticket-raise.graphql';
import type { RaiseTyped } from '#lib/ticket/ticket-raise-fields.svelte';
import { toasts } from '#lib/toast/toast.svelte.ts';
import {
  AnswerCall,
  CallerCard,
  CallerLookup,
  type CallerLookupResult,
  type CallRow,
  MatchCall,
  SolveCall,
} from './call.graphql';

type Match = CallerLookupResult['callerMatches']['matches'][number];

interface KeptCall {
  id: string;
  version: number;
  number: string;
  customerId: string;
}
const keptOf = ({ id, version, number, customer }: CallRow): KeptCall => ({
  id,
  version,
  number,
  customerId: customer?.id ?? '',
});

interface Typed extends RaiseTyped {
  number: string;
  customerId: string;
  callerName: string;
  companyName: string;
  note: string;
  solution: string;
  call: KeptCall | null;
  ticketId: string;
}

const empty = (): Typed => ({
  number: '',
  customerId: '',
  contact: '',
  callerName: '',
  companyName: '',
  note: '',
  symptom: '',
  stepsTried: '',
  severity: 'NORMAL',
  product: '',
  solution: '',
  call: null,
  ticketId: '',
});

/** One call from the number to the ticket: what was typed, who it is, what was done. Make it while the page starts. */
export class HotlineDesk {
  readonly draft = new Draft<Typed>('hotline', empty);
  customer = $state.raw<CustomerCard>();
  /** Undefined before a number was looked up. */
  matches = $state.raw<Match[]>();
  ticket = $state.raw<{ ticket: TicketFacts }>();
  /** Raised here and now: the focus goes on to what comes next. */
  justRaised = false;
  looking = $state(false);
  lookupProblem = $state<string>();
  symptomMissing = $state(false);
  readonly answering = new Submission(AnswerCall);
  readonly matching = new Submission(MatchCall);
  readonly raising = new Submission(RaiseTicket);
  readonly solving = new Submission(SolveCall);
  /** Puts the focus where the call goes on. */
  focus: (place: 'number' | 'search' | 'symptom') => void = () => {};

  get problem(): Problem | undefined {
    return this.answering.problem ?? this.matching.problem ?? this.raising.problem ?? this.solving.problem;
  }
  get busy(): boolean {
    return this.answering.busy || this.matching.busy || this.raising.busy || this.solving.busy;
  }

  /** Brings back what a reload interrupted. */
  async restore() {
    const { customerId, ticketId } = this.draft.value;
    if (ticketId) this.ticket = await ask(TicketPage, { id: ticketId }).catch(() => undefined);
    if (customerId) this.customer = (await ask(CallerCard, { id: customerId }).catch(() => undefined))?.customer;
  }

  async lookUp() {
    const number = this.draft.value.number.trim();
    if (!number || this.looking) return;
    this.looking = true;
    this.lookupProblem = undefined;
    try {
      const { callerMatches } = await ask(CallerLookup, { number });
      this.matches = callerMatches.matches;
      const [only] = callerMatches.matches;
      if (only && callerMatches.matches.length === 1) this.choose(only.customer, only.contact?.id);
      else if (!only) this.#focusSoon('search');
    } catch (caught) {
      this.lookupProblem = (caught instanceof Problem && caught.message) || m.app_unavailable();
      this.#focusSoon('number');
    } finally {
      this.looking = false;
    }
  }

  /** The caller is of this company. What was typed stays. */
  choose(customer: CustomerCard, contactId?: string) {
    const typed = this.draft.value;
    this.customer = customer;
    typed.customerId = customer.id;
    typed.contact = contactId ?? '';
    // The product that is in service is the likeliest to be asked about.
    const products = customer.registeredProducts;
    typed.product = (products.find(({ entitlement }) => entitlement.verdict === 'IN_SERVICE') ?? products[0])?.id ?? '';
    this.#focusSoon('symptom');
  }

  async chooseById(id: string) {
    const found = await ask(CallerCard, { id }).catch(() => undefined);
    if (found) this.choose(found.customer);
  }

  another() {
    this.customer = undefined;
    this.draft.value.customerId = '';
    this.draft.value.contact = '';
    this.#focusSoon('search');
  }

  /** Writes the call down once, and with whom it was. Undefined after a problem. */
  async #callId(): Promise<string | undefined> {
    const typed = this.draft.value;
    if (!typed.call) {
      const done = await this.answering.send({
        input: {
          callerNumber: typed.number.trim(),
          customerId: typed.customerId || null,
          contactId: typed.contact || null,
          callerName: typed.callerName.trim() || null,
          companyName: typed.companyName.trim() || null,
          note: typed.note.trim() || null,
        },
      });
      if (!done) return undefined;
      typed.call = keptOf(done.answerCall);
    }
    // A call noted before it was known who called.
    const { id, version, customerId } = typed.call;
    if (typed.customerId && customerId !== typed.customerId) {
      const done = await this.matching.send({ id, customerId: typed.customerId, expectedVersion: version });
      if (!done) return undefined;
      typed.call = keptOf(done.matchCall);
    }
    return id;
  }

  async note() {
    if (await this.#callId()) toasts.done(m.hotline_noted({ number: this.draft.value.call?.number ?? '' }));
  }

  async raise() {
    const typed = this.draft.value;
    this.symptomMissing = !typed.symptom.trim();
    if (!this.customer || this.busy || this.symptomMissing) {
      if (this.symptomMissing) this.#focusSoon('symptom');
      return;
    }
    const callId = typed.number.trim() ? await this.#callId() : null;
    if (callId === undefined) return;
    const done = await this.raising.send({
      input: {
        callId,
        customerId: this.customer.id,
        contactId: typed.contact || null,
        registeredProductId: typed.product || null,
        symptom: typed.symptom.trim(),
        stepsTried: typed.stepsTried.trim() || null,
        severity: typed.severity,
      },
    });
    if (!done) return;
    typed.ticketId = done.raiseTicket.id;
    this.justRaised = true;
    this.ticket = { ticket: done.raiseTicket };
    toasts.done(m.tickets_raised({ number: done.raiseTicket.number }));
  }

  /** Solved while talking: the call keeps the solution, no ticket is needed. */
  async solve(): Promise<boolean> {
    const id = await this.#callId();
    const call = this.draft.value.call;
    if (!id || !call) return false;
    const done = await this.solving.send({
      id,
      solution: this.draft.value.solution.trim(),
      expectedVersion: call.version,
    });
    if (!done) return false;
    toasts.done(m.hotline_solved_now({ number: call.number }));
    this.next();
    return true;
  }

  /** Goes on with a call that was written down before. */
  async resume(call: CallRow) {
    if (this.draft.value.call?.id === call.id) return;
    this.next();
    const typed = this.draft.value;
    Object.assign(typed, {
      number: call.callerNumber ? spokenPhone(call.callerNumber) : '',
      callerName: call.callerName ?? '',
      companyName: call.companyName ?? '',
      note: call.note ?? '',
      solution: call.solution ?? '',
      call: keptOf(call),
    });
    if (call.customer) await this.chooseById(call.customer.id);
  }

  /** An empty desk for the next caller. */
  next() {
    this.draft.clear();
    this.customer = undefined;
    this.matches = undefined;
    this.ticket = undefined;
    this.justRaised = false;
    this.lookupProblem = undefined;
    this.symptomMissing = false;
    for (const one of [this.answering, this.matching, this.raising, this.solving]) one.clear();
    this.#focusSoon('number');
  }

  #focusSoon(place: Parameters<HotlineDesk['focus']>[0]) {
    void tick().then(() => this.focus(place));
  }
}
