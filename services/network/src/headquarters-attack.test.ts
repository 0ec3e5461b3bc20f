import 'reflect-metadata';
import { identity } from '@landfall/identity/service';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from './contribution/contributions.consumer.ts';
import { FIGURES, type FigureCode } from './figure/figure.definition.ts';
import { NetworkWorld } from './network.fixture.ts';

/**
 * Headquarters' attacker (security.md 19): has every filter, watches every change live, knows how figures are made, and
 * knows one partner's whole books but one rating. It must not learn that rating.
 */
let world: NetworkWorld;

beforeAll(async () => {
  world = await NetworkWorld.open(identity);
});
afterAll(() => world.close());

const RATINGS = [1, 2, 3, 4, 5] as const;
const LINES = ['KIS', 'K3'] as const;
const MONTH = '2026-03';

/** Everything of one partner's satisfaction an attacker can be told now, through whatever filter: numbers by who counts behind them. */
interface Seen {
  readonly mean: number | null;
  readonly satisfied: number | null;
}

async function look(tenant: string): Promise<Seen> {
  const numbers = async (code: FigureCode): Promise<number | null> => {
    const found = new Set<number | null>();
    for (const line of [null, ...LINES])
      for (const partnerId of [null, tenant])
        for (const [from, until] of [
          [MONTH, MONTH],
          ['2026-01', '2026-06'],
          [null, null],
        ]) {
          const { figures } = await world.ask({ from, until, partnerId, line });
          const figure = figures.find((one) => one.code === code);
          const own = figure?.cells.filter((cell) => cell.partnerId === tenant && cell.productLine === 'KIS') ?? [];
          for (const cell of own) found.add(cell.numerator);
        }
    // No filter tells a cell otherwise than another does.
    expect(found.size).toBeLessThanOrEqual(1);
    return [...found][0] ?? null;
  };
  return { mean: await numbers('SATISFACTION_MEAN'), satisfied: await numbers('SATISFIED_SHARE') };
}

/** The likeliest rating, given what a step showed beyond what is known, by the very rule figures are blurred with. */
function guess(mean: number, satisfied: number): { rating: number; certainty: number } {
  const weights = RATINGS.map(
    (rating) =>
      FIGURES.SATISFACTION_MEAN.blur ** Math.abs(mean - rating) *
      FIGURES.SATISFIED_SHARE.blur ** Math.abs(satisfied - Number(rating >= 4)),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const best = Math.max(...weights);
  return { rating: RATINGS[weights.indexOf(best)] ?? 0, certainty: best / all };
}

const known = (ratings: readonly number[]): { sum: number; satisfied: number } => ({
  sum: ratings.reduce((sum, rating) => sum + rating, 0),
  satisfied: ratings.filter((rating) => rating >= 4).length,
});

test('who knows every rating of a partner but one subtracts them from what is published, and is left with a guess', {
  timeout: 120_000,
}, async () => {
  let right = 0;
  let surest = 0;
  const trials = 120;
  for (let trial = 0; trial < trials; trial += 1) {
    const tenant = await world.partner();
    const secret = RATINGS[trial % 5] ?? 1;
    // In the middle of the scale, so that nothing is cut off at its ends: the attacker's best case.
    const books = [3, 3, 3, 5];
    for (const rating of [...books, secret]) await world.put(tenant, { rating });
    await world.tenancy.work(systemViewer(tenant, 'test'), rebuild);
    const rows = await world.sql(
      `select figure, numerator from network.published_cell where partner_id = $1 and figure like 'SATIS%'`,
      [tenant],
    );
    const shown = new Map(rows.map((row) => [row.figure, Number(row.numerator)]));
    const { sum, satisfied } = known(books);
    const { rating, certainty } = guess(
      (shown.get('SATISFACTION_MEAN') ?? 0) - sum,
      (shown.get('SATISFIED_SHARE') ?? 0) - satisfied,
    );
    right += Number(rating === secret);
    surest = Math.max(surest, certainty);
  }
  // Exact sums would be guessed 120 times of 120 and with certainty; by chance it is 24.
  expect(surest).toBeLessThan(0.7);
  expect(right / trials).toBeLessThan(0.72);
});

test('watching every later step, correction and dispute tells no more of a rating than the one step it is in', {
  timeout: 60_000,
}, async () => {
  const tenant = await world.partner();
  const secret = await world.put(tenant, { rating: 2 });
  for (let i = 0; i < 4; i += 1) await world.put(tenant, { rating: 4 });
  await world.tenancy.work(systemViewer(tenant, 'test'), rebuild);
  const blur = async (): Promise<number> =>
    Number(
      (
        await world.sql(`select blur from network.tenant_cell where tenant_id = $1 and figure = 'SATISFACTION_MEAN'`, [
          tenant,
        ])
      )[0]?.blur,
    );
  const first = await blur();
  const seen = await look(tenant);
  // Read as often as one likes, counted anew, or with the rating itself taken back: nothing is drawn again.
  for (let i = 0; i < 5; i += 1) {
    await world.tenancy.work(systemViewer(tenant, 'test'), rebuild);
    await world.put(tenant, { id: secret, rating: 2, state: i % 2 ? 'DISPUTED' : 'CONFIRMED' });
    await world.count(tenant, secret);
    expect(await look(tenant)).toEqual(seen);
  }
  // Later steps carry the first one's blur along: their differences are of others' ratings.
  for (let i = 0; i < 5; i += 1) await world.add(tenant, { rating: 4 });
  const second = await look(tenant);
  const between = (second.mean ?? 0) - (seen.mean ?? 0);
  const clamped = [seen.mean, second.mean].some((mean, i) => mean === 25 * (i + 1) || mean === 5 * (i + 1));
  if (!clamped) expect(between).toBe(20 + (await blur()) - first);
});

test('what headquarters hears live is that something was published, and it is so whatever the rating was', async () => {
  const heard = async (rating: number): Promise<unknown> => {
    const tenant = await world.partner();
    for (let i = 0; i < 4; i += 1) await world.add(tenant, { rating: 3 });
    await world.add(tenant, { rating });
    for (let i = 0; i < 4; i += 1) await world.add(tenant, { rating: 3 });
    return (
      await world.sql(
        `select event, noun, ids from kit.outbox_event where tenant_id = $1 and event = 'figureChanged' order by id`,
        [tenant],
      )
    ).map(({ event, noun, ids }) => [event, noun, ids]);
  };
  const [best, worst] = [await heard(5), await heard(1)];
  expect(best).toEqual(worst);
});

test('no sum less another gives a cell that isn’t published, by line, month, partner or the whole network', async () => {
  const tenant = await world.partner();
  for (let i = 0; i < 7; i += 1) await world.add(tenant, { rating: 4, contact: 1, line: 'KIS' });
  for (let i = 0; i < 4; i += 1) await world.add(tenant, { rating: 1, contact: 'broken', line: 'K3' });
  const own = async (variables: object) =>
    (await world.ask({ from: MONTH, until: '2026-04', partnerId: tenant, ...variables })).figures;
  const whole = await own({});
  const kis = await own({ line: 'KIS' });
  const k3 = await own({ line: 'K3' });
  for (const [i, { code, numerator, denominator }] of whole.entries()) {
    expect([numerator, denominator], code).toEqual([kis[i]?.numerator ?? null, kis[i]?.denominator ?? null]);
    expect(k3[i], code).toMatchObject({ value: null, numerator: null, denominator: null, enough: false });
  }
  // The network less every other partner is the partner as it is published.
  const { figures } = await world.ask({ from: MONTH, until: '2026-04' });
  for (const { code, denominator, byPartner } of figures) {
    const sum = byPartner.reduce((all, group) => all + (group.denominator ?? 0), 0);
    expect(denominator ?? 0, code).toBe(sum);
  }
});

test('a figure of on-time visits moves with each visit, and no rating moves it', async () => {
  const tenant = await world.partner();
  const ids: string[] = [];
  for (let i = 0; i < 6; i += 1) ids.push(await world.add(tenant, { contact: 1, onSite: 2, rating: 3 }));
  const before = await world.figure(tenant, 'CONTACTED_IN_TIME');
  const [id = ''] = ids;
  await world.put(tenant, { id, customer: uuidv7(), contact: 1, onSite: 2, rating: 1 });
  await world.count(tenant, id);
  expect((await world.figure(tenant, 'CONTACTED_IN_TIME')).numerator).toBe(before.numerator);
});
