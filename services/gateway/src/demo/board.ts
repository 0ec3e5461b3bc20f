import { promiseStanding } from '@landfall/kit/promise/promise-standing';
import { type PromiseKind, promiseTerms } from '@landfall/kit/promise/promise-terms';
import type { DemoCustomer, DemoProduct } from './demo-customer.ts';
import type { OrderDraft } from './drafts.ts';
import { someTrouble, spoken } from './history.ts';
import { localDay } from './open-hours.ts';
import { dispatch } from './order-story.ts';
import type { PartnerWorld } from './partner-world.ts';
import { answeredCall, raise } from './raise-story.ts';
import type { Random } from './random.ts';
import type { StaffMember } from './staff.ts';
import type { Story } from './story.ts';
import { resolve, wait } from './ticket-story.ts';
import type { Trouble } from './trouble.ts';
import { type VisitPlan, wholeMilliseconds } from './visit-plan.ts';
import { tellVisit } from './visit-story.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Whose visit a scene tells, and since when. */
export interface Scene {
  readonly line: 'KIS' | 'K3';
  /** Mail name of the consultant. */
  readonly who: string;
  readonly receivedAt: number;
  /** A featured customer. */
  readonly at?: string;
  /** The customer's people read along. */
  readonly inPortal?: boolean;
  readonly severity?: string;
}

/** The board of the day: scenes with somebody in them, laid around the moment, or around the last closing when it is closed. */
export class Board {
  /** The moment while open, else shortly before the last closing. */
  readonly anchor: number;
  private readonly used = new Set<string>();

  constructor(
    readonly world: PartnerWorld,
    readonly random: Random,
  ) {
    this.anchor = world.hours.last(world.now);
  }

  /** So many open minutes before the anchor. */
  ago(minutes: number): number {
    return this.world.hours.before(this.anchor, minutes);
  }

  /** The same, where somebody is on call round the clock: just so many minutes ago. */
  lately(minutes: number): number {
    return this.world.profile.hasEmergencies ? this.world.now - minutes * MINUTE : this.ago(minutes);
  }

  /** A ticket dispatched at a moment, and its visit as the plan says. */
  visit(
    scene: Scene,
    planOf: (order: OrderDraft, consultant: StaffMember, minutes: number) => Omit<VisitPlan, 'consultant'>,
  ): void {
    const { world } = this;
    const random = this.random.fork(`visit ${this.used.size}`);
    const customer = this.customer(scene.line, scene.inPortal ?? false, scene.at);
    const product = servedProduct(customer, scene.line, world.now);
    const trouble = visitTrouble(scene, random);
    const raisedAt = scene.receivedAt - Math.round(random.between(6, 18) * MINUTE);
    const story = this.raised(customer, product, trouble, raisedAt, random, scene.severity);
    const order = dispatch(story, { ...trouble, item: 'ROUTINE' }, scene.receivedAt);
    const consultant = world.member(scene.who);
    const minutes = trouble.minutes;
    const plan = wholeMilliseconds({ consultant, ...planOf(order, consultant, minutes) });
    const at = plan.move?.appointmentAt ?? plan.appointmentAt;
    const from = plan.arriveAt ?? at;
    if (from !== undefined && at !== undefined) {
      const away = customer.place.minutesAway * MINUTE;
      world.diary.engage(consultant.id, Math.min(at, from) - away, Math.max(at, from) + minutes * MINUTE);
    }
    tellVisit(story, order, plan, trouble);
  }

  /** A ticket without a visit, in a state the hotline leaves it in. */
  ticket(state: 'NEW' | 'OPEN' | 'WAITING' | 'RESOLVED', minutes: number, at?: string): void {
    const { world } = this;
    const random = this.random.fork(`ticket ${this.used.size}`);
    const line = random.chance(0.5) ? 'KIS' : 'K3';
    const isPortal = state === 'NEW';
    const customer = this.customer(line, isPortal || state === 'RESOLVED', at);
    const product = servedProduct(customer, line, world.now);
    const trouble = someTrouble(product?.line ?? line, world.now, random);
    const story = this.raised(customer, product, trouble, this.ago(minutes), random, undefined, isPortal);
    if (state === 'WAITING') wait(story, this.ago(minutes * 0.8));
    if (state === 'RESOLVED') resolve(story, trouble, this.ago(minutes * 0.4));
  }

  /** Somebody on the line. */
  call(mail: string, minutes: number): void {
    const random = this.random.fork(`on the line ${mail}`);
    const customer = this.customer('KIS', false);
    const startedAt = this.ago(minutes);
    answeredCall(this.world, {
      customer,
      contact: customer.contacts[0] ?? null,
      agent: this.world.member(mail),
      random,
      startedAt,
    });
  }

  /**
   * The latest moment at which a promise made then stands like this now, a while before it changes: while open, or, where
   * the clock gives none, when somebody was on call.
   */
  madeFor(kind: PromiseKind, standing: 'SOON' | 'BROKEN', leeway: number): number {
    const { world } = this;
    const open = Array.from({ length: 280 }, (_, i) => this.ago(10 + 12 * i));
    const onCall = Array.from({ length: 240 }, (_, i) => this.anchor - (i + 1) * 30 * MINUTE).filter((at) =>
      isDaytime(at),
    );
    const stands = (at: number): boolean => {
      const terms = promiseTerms(world.policyAt(at), kind, Temporal.Instant.fromEpochMilliseconds(at));
      const now = Temporal.Instant.fromEpochMilliseconds(world.now);
      const left = Math.abs(terms.dueAt.epochMilliseconds - world.now);
      return left >= leeway && promiseStanding({ ...terms, state: 'RUNNING' }, now) === standing;
    };
    return open.find(stands) ?? onCall.find(stands) ?? this.ago(100);
  }

  /** Half hours at which the consultant could come: the `n`th from a moment on. */
  slot(consultant: StaffMember, from: number, n = 0, until = Number.POSITIVE_INFINITY): number {
    const offers = this.world.diary.offers(consultant.id, this.world.hours, {
      from,
      until,
      minutes: 90,
      away: 30,
      count: n + 1,
    });
    return offers[n] ?? offers.at(-1) ?? this.world.hours.next(from);
  }

  private raised(
    customer: DemoCustomer,
    product: DemoProduct | null,
    trouble: Trouble,
    at: number,
    random: Random,
    severity?: string,
    isPortal = false,
  ): Story {
    const agent = isPortal
      ? null
      : random.chance(0.5)
        ? this.world.member('hotline')
        : this.world.someone('hotline_consultant', random);
    const symptom = spoken(trouble, at, random);
    return raise(
      this.world,
      { customer, product, trouble, symptom, severity: severity ?? trouble.severity, at, agent },
      random,
    );
  }

  /** A customer nothing else is told of today, near by and served. */
  private customer(line: 'KIS' | 'K3', inPortal: boolean, key?: string): DemoCustomer {
    const { world, random, used } = this;
    const fits = (one: DemoCustomer): boolean =>
      !one.place.isRemote && (!inPortal || one.portal.length > 0) && servedProduct(one, line, world.now) !== null;
    const free = world.customers.filter((one) => one.key === null && !used.has(one.id) && fits(one));
    // A small demo has fewer customers than scenes.
    const among = free.length > 0 ? free : world.customers.filter(fits);
    const found = key ? world.customers.find((one) => one.key === key) : random.weighted(among, ({ need }) => need);
    if (!found) throw new RangeError(`no customer is ${key}`);
    used.add(key ? `${found.id} ${used.size}` : found.id);
    return found;
  }
}

function servedProduct({ products }: DemoCustomer, line: 'KIS' | 'K3', now: number): DemoProduct | null {
  const today = new Date(now + 8 * HOUR).toISOString().slice(0, 10);
  return products.find((one) => one.line === line && (one.serviceEndsOn ?? '9') >= today) ?? null;
}

function visitTrouble({ line, receivedAt }: Scene, random: Random): Trouble {
  for (;;) {
    const trouble = someTrouble(line, receivedAt, random);
    if (trouble.onSite >= 0.5 && trouble.minutes <= 180 && trouble.item === 'ROUTINE') return trouble;
  }
}

function isDaytime(at: number): boolean {
  const { hour } = localDay(at);
  return hour >= 8 && hour < 21;
}
