import { Draft } from '#lib/draft/draft.svelte.ts';
import { connection } from '#lib/graph/connection.svelte.ts';
import { ageOf, ask } from '#lib/graph/query.ts';
import { Submission } from '#lib/graph/submission.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { PartnerMoved } from '#lib/settings/partner-moved.graphql';
import { clock } from '#lib/time/clock.ts';
import { page } from '$app/state';
import { isOpen, nextOpenings, type OpeningHours, openingAfter } from './opening.ts';
import { OpeningHours as OpeningHoursQuestion, type OpeningHoursResult } from './opening-hours.graphql';
import { yearsAhead } from './opening-years.ts';
import { RescheduleVisit, ScheduleVisit } from './visit-acts.graphql';
import { instantOf, localTime } from './zone-time.ts';

/** What has to be known of the order. */
export interface AgreedOrder {
  id: string;
  version: number;
  promises: ReadonlyArray<{ kind: string; state: string; dueAt: string }>;
}

/** A time being agreed with the customer: the draft, what speaks against it, and sending it. */
export class Agreement {
  readonly draft: Draft<{ at: string; reason: string }>;
  #answer = $state.raw<OpeningHoursResult>();
  missing = $state<'at' | 'past' | 'reason'>();
  readonly #order: () => AgreedOrder;
  readonly #isChange: boolean;
  readonly #first = new Submission(ScheduleVisit);
  readonly #change = new Submission(RescheduleVisit);

  /**
   * @param at a time meant already, in milliseconds: a drop on the timeline
   * @param known when somebody is there, where the page came with it
   */
  constructor(order: () => AgreedOrder, isChange: boolean, at?: number, known?: OpeningHoursResult) {
    this.#order = order;
    this.#isChange = isChange;
    const first = at === undefined ? '' : localTime(at, this.zone);
    this.draft = new Draft(
      () => `time:${order().id}:${isChange ? 'again' : 'first'}:${first}`,
      () => ({ at: first, reason: '' }),
    );
    this.#answer = known;
    $effect(() => {
      const read = () => {
        // Without an answer nothing is offered and the server alone refuses.
        ask(OpeningHoursQuestion, yearsAhead(this.zone))
          .then((answer) => {
            this.#answer = answer;
          })
          .catch(() => {});
      };
      if (!known) read();
      return connection.subscribe(PartnerMoved, {}, read, known && (() => ageOf(known)));
    });
  }

  get hours(): OpeningHours | undefined {
    if (!this.#answer) return undefined;
    const { partner, thisYear, nextYear } = this.#answer;
    return { zone: partner.timeZone, periods: partner.periods, calendars: [thisYear, nextYear] };
  }

  get zone(): string {
    return page.data.viewer?.timeZone ?? 'Asia/Shanghai';
  }

  get submission(): {
    busy: boolean;
    problem: Submission<unknown, object>['problem'];
    error: (field: string) => string | undefined;
  } {
    return this.#isChange ? this.#change : this.#first;
  }

  /** The time in the field, in milliseconds; NaN while there is none. */
  get at(): number {
    return instantOf(this.draft.value.at, this.zone);
  }

  get offers(): number[] {
    return this.hours ? nextOpenings(clock.now, this.hours) : [];
  }

  /** Said beside the field: what this page sees, else what the server said. */
  get error(): string | undefined {
    if (this.missing === 'at') return m.visits_time_missing();
    if (this.missing === 'past') return m.visits_time_past();
    return this.submission.error('appointmentAt');
  }

  /** After a refusal: the nearest opening. */
  get instead(): number | undefined {
    return this.error && this.hours ? openingAfter(this.at, clock.now, this.hours) : undefined;
  }

  get isClosed(): boolean {
    return this.hours !== undefined && !Number.isNaN(this.at) && !isOpen(this.at, this.hours);
  }

  /** The due time this would miss. */
  get misses(): string | undefined {
    const promise = this.#order().promises.find(({ kind, state }) => kind === 'ON_SITE' && state === 'RUNNING');
    return promise && this.at > Date.parse(promise.dueAt) ? promise.dueAt : undefined;
  }

  take = (at: number) => {
    this.draft.value.at = localTime(at, this.zone);
    this.missing = undefined;
    this.#first.clear();
    this.#change.clear();
  };

  /** Returns the agreed time; undefined where something has to be mended first. */
  send = async (): Promise<number | undefined> => {
    const { at } = this;
    const reason = this.draft.value.reason.trim();
    this.missing = Number.isNaN(at)
      ? 'at'
      : at < Date.now()
        ? 'past'
        : this.#isChange && !reason
          ? 'reason'
          : undefined;
    if (this.missing) return undefined;
    const { id, version: expectedVersion } = this.#order();
    const appointmentAt = new Date(at).toISOString();
    const done = this.#isChange
      ? await this.#change.send({ id, appointmentAt, reason, expectedVersion })
      : await this.#first.send({ id, appointmentAt, expectedVersion });
    if (!done) return undefined;
    this.draft.clear();
    return at;
  };
}
