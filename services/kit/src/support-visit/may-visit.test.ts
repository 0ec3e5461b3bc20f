import { expect, test, vi } from 'vitest';
import { type SupportVisit, systemViewer, type Viewer } from '../viewer/viewer.ts';
import { type OpenToSupport, requireMayVisit } from './may-visit.ts';

const OPEN = { reads: ['ticket'], works: ['noteTicket'] };
const inside = (change: Partial<SupportVisit> = {}): Viewer => ({
  ...systemViewer('t', 'test'),
  support: { id: 's', reason: 'r', endsAt: '2999-01-01T00:00:00Z', mayWrite: false, ...change },
});
const said = (viewer: Viewer, root: string, field: string, ...named: (OpenToSupport | undefined)[]) => {
  const open = named.length > 0 ? named[0] : OPEN;
  try {
    requireMayVisit(viewer, root, field, open);
    return 'may';
  } catch (error) {
    const { code, reason } = error as { code: string; reason: string };
    return `${code} ${reason}`;
  }
};

test('whoever is no support is asked nothing', () => {
  expect(said(systemViewer('t', 'test'), 'Mutation', 'anything', undefined)).toBe('may');
});

test('support reads what is named, and the rest isn’t there', () => {
  expect(said(inside(), 'Query', 'ticket')).toBe('may');
  expect(said(inside(), 'Subscription', 'ticket')).toBe('may');
  expect(said(inside(), 'Query', 'noteTicket')).toBe('NOT_FOUND notFound');
  expect(said(inside(), 'Query', 'members')).toBe('NOT_FOUND notFound');
  expect(said(inside(), 'Query', 'ticket', undefined)).toBe('NOT_FOUND notFound');
});

test('support changes nothing unless it was granted, and then what is named alone', () => {
  expect(said(inside(), 'Mutation', 'noteTicket')).toBe('FORBIDDEN supportReadOnly');
  expect(said(inside({ mayWrite: true }), 'Mutation', 'noteTicket')).toBe('may');
  expect(said(inside({ mayWrite: true }), 'Mutation', 'ticket')).toBe('FORBIDDEN supportClosed');
  expect(said(inside({ mayWrite: true }), 'Mutation', 'noteTicket', { reads: ['noteTicket'] })).toBe(
    'FORBIDDEN supportClosed',
  );
  expect(said(inside({ mayWrite: true }), 'Mutation', 'noteTicket', undefined)).toBe('FORBIDDEN supportClosed');
});

test('a visit that is over is none, to the second', () => {
  const at = (ms: number) => inside({ endsAt: new Date(Date.now() + ms).toISOString(), mayWrite: true });
  expect(said(at(-1), 'Query', 'ticket')).toBe('UNAUTHENTICATED unauthenticated');
  expect(said(at(-1), 'Mutation', 'noteTicket')).toBe('UNAUTHENTICATED unauthenticated');
  expect(said(at(60_000), 'Query', 'ticket')).toBe('may');
});

test('at the very moment it ends a visit is over', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z') });
  expect(said(inside({ endsAt: '2026-11-23T10:00:00Z' }), 'Query', 'ticket')).toBe('UNAUTHENTICATED unauthenticated');
  expect(said(inside({ endsAt: '2026-11-23T10:00:00.001Z' }), 'Query', 'ticket')).toBe('may');
  vi.useRealTimers();
});
