import { describe, expect, test } from 'vitest';
import type { DispatchOrderState } from '#lib/graph/schema.generated.ts';
import type { VisitOnList } from './visit.graphql';
import { groupVisits } from './visit.groups.ts';
import { nextStep, stepAsked, type VisitStep } from './visit.steps.ts';

describe('a visit shows the one step that is next', () => {
  test.each<[DispatchOrderState, string[], VisitStep]>([
    ['ASSIGNED', ['contact'], 'contact'],
    ['CONTACTED', ['schedule'], 'schedule'],
    ['SCHEDULED', ['depart', 'reschedule'], 'depart'],
    ['SCHEDULED', ['depart', 'acceptPrice'], 'price'],
    ['EN_ROUTE', ['arrive'], 'arrive'],
    ['ON_SITE', ['record'], 'record'],
    ['RECORDED', ['confirm', 'record'], 'confirm'],
    ['CONFIRMED', ['record'], 'done'],
    ['ASSIGNED', [], 'look'],
    ['CANCELLED', [], 'look'],
  ])('%s with %j: %s', (state, actions, step) => {
    expect(nextStep({ state, actions })).toBe(step);
  });

  test('another step is shown only where it is possible', () => {
    expect(stepAsked({ state: 'SCHEDULED', actions: ['depart', 'reschedule'] }, 'reschedule')).toBe('reschedule');
    expect(stepAsked({ state: 'CONFIRMED', actions: [] }, 'record')).toBe('done');
  });
});

describe('my visits stand in the order of a day', () => {
  const now = Date.parse('2026-11-23T02:00:00Z'); // 10:00 in Shanghai
  const visit = (id: string, state: string, appointmentAt: string | null = null) =>
    ({ id, state, appointmentAt, receivedAt: '2026-11-22T02:00:00Z', promises: [] }) as unknown as VisitOnList;

  test('under way, late, today, to call, to confirm, later', () => {
    const groups = groupVisits(
      [
        visit('later', 'SCHEDULED', '2026-11-24T02:00:00Z'),
        visit('afternoon', 'SCHEDULED', '2026-11-23T07:00:00Z'),
        visit('noon', 'SCHEDULED', '2026-11-23T03:30:00Z'),
        visit('late', 'SCHEDULED', '2026-11-23T01:00:00Z'),
        visit('call', 'ASSIGNED'),
        visit('there', 'ON_SITE', '2026-11-23T00:30:00Z'),
        visit('friday', 'RECORDED', '2026-11-20T00:30:00Z'),
      ],
      now,
      'Asia/Shanghai',
    );
    const ids = Object.fromEntries(Object.entries(groups).map(([name, visits]) => [name, visits.map(({ id }) => id)]));
    expect(ids).toEqual({
      now: ['there'],
      overdue: ['late'],
      today: ['noon', 'afternoon'],
      contact: ['call'],
      confirm: ['friday'],
      upcoming: ['later'],
    });
  });
});
