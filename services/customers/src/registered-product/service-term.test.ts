import { expect, test } from 'vitest';
import { termProblem } from './service-term.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-23');

test.each([
  ['nothing dated', [null, null, null], null],
  ['bought today, served for a year from tomorrow', ['2026-11-23', '2026-11-24', '2027-11-23'], null],
  ['one day of service', [null, '2026-11-23', '2026-11-23'], null],
  ['ten years', [null, '2026-01-01', '2036-01-01'], null],
  ['bought tomorrow', ['2026-11-24', null, null], 'purchasedOn term.purchasedLater'],
  ['served before it was bought', ['2026-11-01', '2026-10-31', null], 'serviceStartsOn term.beforePurchase'],
  ['ended before it began', [null, '2026-11-02', '2026-11-01'], 'serviceEndsOn term.endsFirst'],
  ['ended before it was bought', ['2026-11-02', null, '2026-11-01'], 'serviceEndsOn term.endsFirst'],
  ['a year mistyped', [null, '0226-11-02', null], 'serviceStartsOn term.tooEarly'],
  ['an end mistyped', [null, '2026-11-02', '2062-11-01'], 'serviceEndsOn term.tooLong'],
] as const)('%s', (_, [purchased, starts, ends], expected) => {
  const problem = termProblem(
    {
      purchasedOn: purchased && day(purchased),
      serviceStartsOn: starts && day(starts),
      serviceEndsOn: ends && day(ends),
    },
    today,
  );
  expect(problem && `${problem.field} ${problem.reason}`).toBe(expected);
});
