import { expect, test } from 'vitest';
import { sharedKey, sharedViewer } from './shared-viewer.ts';
import { systemViewer, type Viewer } from './viewer.ts';

const person = (more: Partial<Viewer> = {}): Viewer => ({
  ...systemViewer('a', '陈热线'),
  membershipId: 'm1',
  accountId: 'p1',
  roles: ['hotline_consultant', 'sales'],
  ...more,
});

test('people of one place with the same roles and language share, whoever they are', () => {
  expect(sharedKey(person())).toBe(sharedKey(person({ membershipId: 'm2', roles: ['sales', 'hotline_consultant'] })));
});

test('another tenant, customer, surface, role or language shares nothing', () => {
  const others: Partial<Viewer>[] = [
    { tenant: 'rival' },
    { customers: ['c'] },
    { surface: 'portal' },
    { roles: ['sales'] },
    { locale: 'en' },
    { timeZone: 'Asia/Taipei' },
  ];
  const keys = others.map((more) => sharedKey(person(more)));
  expect(new Set([...keys, sharedKey(person())]).size).toBe(others.length + 1);
});

test('programs and headquarters’ visitors are told by themselves', () => {
  expect(sharedKey(person({ scopes: ['read'] }))).toBeNull();
  const support = { id: 's', reason: '', endsAt: '2030-01-01T00:00:00Z', mayWrite: false };
  expect(sharedKey(person({ support }))).toBeNull();
});

test('what depends on the person is told to nobody rather than to everybody', () => {
  const shared = sharedViewer(person());
  expect(shared.tenant).toBe('a');
  expect(() => shared.membershipId).toThrow('@ByViewer()');
  expect(JSON.stringify(shared)).not.toContain('陈热线');
});
