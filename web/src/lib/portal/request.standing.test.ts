import { describe, expect, test } from 'vitest';
import type { DispatchOrderState, TicketState } from '#lib/graph/schema.generated.ts';
import { isYours, type RequestFacts, standingOf, stepsOf, type VisitFacts, visitOf } from './request.standing.ts';

const visit = (
  state: DispatchOrderState,
  receivedAt = '2026-11-20T08:00:00Z',
  more: Partial<VisitFacts> = {},
): VisitFacts => ({
  state,
  receivedAt,
  waitingForCustomer: false,
  ...more,
});
const request = (state: TicketState, ...orders: VisitFacts[]): RequestFacts => ({
  state,
  raisedAt: '2026-11-20T07:00:00Z',
  orders,
});

describe('a customer is told where the request stands', () => {
  test.each([
    ['NEW', [], 'RECEIVED'],
    ['OPEN', [], 'WORKING'],
    ['WAITING', [], 'ANSWER'],
    ['RESOLVED', [], 'CONFIRM_SOLVED'],
    ['CLOSED', [], 'DONE'],
    ['DISPATCHED', [visit('RECEIVED')], 'ARRANGING'],
    ['DISPATCHED', [visit('ASSIGNED')], 'ASSIGNED'],
    ['DISPATCHED', [visit('ASSIGNED', undefined, { waitingForCustomer: true })], 'NOT_REACHED'],
    ['DISPATCHED', [visit('SCHEDULED')], 'AGREED'],
    ['DISPATCHED', [visit('EN_ROUTE')], 'EN_ROUTE'],
    ['RESOLVED', [visit('RECORDED')], 'CONFIRM_RECORD'],
    ['DISPATCHED', [visit('DISPUTED'), visit('RECEIVED', '2026-11-21T08:00:00Z')], 'ARRANGING'],
    ['OPEN', [visit('CANCELLED')], 'WORKING'],
    ['OPEN', [visit('CONFIRMED')], 'WORKING'],
    ['CLOSED', [visit('CONFIRMED')], 'DONE'],
  ] as const)('%s with %j is %s', (state, orders, standing) => {
    expect(standingOf(request(state, ...orders))).toBe(standing);
  });

  test('a record to confirm is the customer’s turn, a visit on its way is not', () => {
    expect(isYours('CONFIRM_RECORD')).toBe(true);
    expect(isYours('EN_ROUTE')).toBe(false);
  });

  test('a cancelled visit is not the visit', () => {
    expect(visitOf(request('OPEN', visit('CANCELLED')))).toBeUndefined();
  });
});

describe('the progress line', () => {
  const said = (facts: RequestFacts) =>
    stepsOf(facts)
      .map(({ name, is }) => `${is === 'done' ? '+' : is === 'now' ? '>' : '-'}${name}`)
      .join(' ');

  test('has seven steps for a visit', () => {
    expect(said(request('DISPATCHED', visit('SCHEDULED')))).toBe(
      '+asked +consultant +appointment >travel -arrival -work -confirm',
    );
    expect(said(request('RESOLVED', visit('RECORDED')))).toBe(
      '+asked +consultant +appointment +travel +arrival +work >confirm',
    );
  });

  test('has three for what is solved on the phone', () => {
    expect(said(request('NEW'))).toBe('+asked >work -confirm');
    expect(said(request('RESOLVED'))).toBe('+asked +work >confirm');
  });

  test('is complete when the request is closed', () => {
    expect(said(request('CLOSED', visit('CONFIRMED')))).not.toMatch(/[>-]/);
  });

  test('a reopened request is at work again, without its old visit', () => {
    expect(said(request('OPEN', visit('CONFIRMED')))).toBe('+asked >work -confirm');
  });
});
