import { setImmediate as breathe } from 'node:timers/promises';
import { notFound } from '@landfall/kit/problem/problem';
import { isLateAgainst, previewUnder } from '@landfall/kit/promise/promise-preview';
import type { PromiseKind } from '@landfall/kit/promise/promise-terms';
import type { ServicePolicy } from '@landfall/kit/promise/service-policy';
import type { Source } from '@landfall/kit/rows/read';
import type { DerivationLine } from '@landfall/kit/working-time/derivation-line';
import type { DayOverride } from '@landfall/kit/working-time/working-calendar';
import { tidyPeriods } from './check-periods.ts';
import { floorAt, looserThan } from './floor.ts';
import { beginning } from './keep-policy.ts';
import type { ServicePolicyInput } from './policy-version.inputs.ts';
import type { PolicyPreview, PreviewedPromiseType } from './policy-version.type.ts';
import { told } from './told-line.ts';
import { workedExamples } from './worked-examples.ts';

const DAYS = 30;
/** More promises than this are not worked out in one answer. */
const MOST = 3000;
const MOST_SHOWN = 20;
/** Others are answered between so many. */
const BREATH = 200;

interface PromiseRow {
  id: string;
  kind: PromiseKind;
  subject: string;
  state: 'RUNNING' | 'KEPT' | 'PAUSED';
  since: string;
  dueAt: string;
  keptAt: string | null;
  pausedAt: string | null;
  derivation: DerivationLine[];
}

interface PresentRow {
  now: string;
  timeZone: string;
  calendar: ServicePolicy['calendar'];
  clockMode: ServicePolicy['clockMode'];
  contactHours: number;
  onSiteHours: number;
  periods: ServicePolicy['periods'];
  makeUpWeekday: number;
  overrides: DayOverride[];
}

const PRESENT = `select now() as now, c.time_zone as "timeZone", c.calendar, c.clock_mode as "clockMode", c.contact_hours as "contactHours",
    c.on_site_hours as "onSiteHours", c.periods, c.make_up_weekday as "makeUpWeekday",
    (select coalesce(json_agg(json_strip_nulls(json_build_object('date', d.date, 'isOpen', d.is_open, 'periods', d.periods, 'name', d.name))), '[]'::json)
     from identity.closing_day d where d.ended_at is null) as overrides from identity.policy_card c`;

const PROMISES = `select id, kind, subject, state, since, due_at as "dueAt", kept_at as "keptAt", paused_at as "pausedAt", derivation
  from ledger.promise_card where noun = 'dispatchOrder' and state <> 'ENDED'
    and (since >= now() - interval '${DAYS} days' or state in ('RUNNING', 'PAUSED')) order by since desc limit ${MOST + 1}`;

/** What a version would change: the last thirty days' and the open promises worked out anew, and an order at 16:00 of each weekday. Nothing is kept. */
export async function previewPolicy(source: Source, input: ServicePolicyInput): Promise<PolicyPreview> {
  const ask = <R>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
    source.reader.query<R & object>(source.scope, { text, values });
  const [[present], rows] = await Promise.all([ask<PresentRow>(PRESENT), ask<PromiseRow>(PROMISES)]);
  if (!present) throw notFound();
  const now = Temporal.Instant.from(present.now);
  const { timeZone, calendar, overrides } = present;
  const shared = { timeZone, calendar, overrides };
  const before: ServicePolicy = {
    version: 0,
    ...shared,
    clockMode: present.clockMode,
    contactHours: present.contactHours,
    onSiteHours: present.onSiteHours,
    periods: present.periods,
    makeUpWeekday: present.makeUpWeekday,
  };
  const { clockMode, contactHours, onSiteHours } = input;
  const after: ServicePolicy = {
    ...{ version: 0, ...shared, clockMode, contactHours, onSiteHours },
    periods: tidyPeriods(input.periods),
    makeUpWeekday: input.makeUpWeekday ?? 1,
  };
  const from = beginning(now, timeZone, input.validFrom);
  const promises = await compare(rows.slice(0, MOST), after, now);
  const floor = await floorAt(ask, '$1', from);
  return {
    contact: count(promises, 'CONTACT'),
    onSite: count(promises, 'ON_SITE'),
    isCut: rows.length > MOST,
    open: promises.filter(({ isOpen }) => isOpen).slice(0, MOST_SHOWN),
    turned: promises.filter((one) => !one.isOpen && one.lateBefore !== one.lateAfter).slice(0, MOST_SHOWN),
    examples: workedExamples(before, after, from),
    looser: looserThan(after, floor),
  };
}

async function compare(
  rows: readonly PromiseRow[],
  after: ServicePolicy,
  now: Temporal.Instant,
): Promise<PreviewedPromiseType[]> {
  const preview = previewUnder(after);
  const compared: PreviewedPromiseType[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % BREATH === BREATH - 1) await breathe();
    const { id, kind, subject, since, keptAt, dueAt } = row;
    const [start, due] = [Temporal.Instant.from(since), Temporal.Instant.from(dueAt)];
    const next = preview({ kind, since: start, dueAt: due, derivation: row.derivation });
    // A pause stops the clock: what is paused in time is not late.
    const decided = row.keptAt ?? row.pausedAt;
    const at = decided === null ? null : Temporal.Instant.from(decided);
    compared.push({
      ...{ id, kind, subject, since, keptAt },
      isOpen: row.state !== 'KEPT',
      dueBefore: dueAt,
      dueAfter: next.dueAt.toString(),
      lateBefore: isLateAgainst(due, at, now),
      lateAfter: isLateAgainst(next.dueAt, at, now),
      hours: next.hours,
      derivation: next.derivation.map(told),
    });
  }
  return compared;
}

function count(promises: readonly PreviewedPromiseType[], kind: PromiseKind): PolicyPreview['contact'] {
  const own = promises.filter((promise) => promise.kind === kind);
  return {
    promises: own.length,
    lateBefore: own.filter(({ lateBefore }) => lateBefore).length,
    lateAfter: own.filter(({ lateAfter }) => lateAfter).length,
  };
}
