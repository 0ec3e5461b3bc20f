import { expect, test } from 'vitest';
import { LOGINS } from '../database/logins.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { openingOf, SETTINGS_SQL, settingsOf } from './logins.ts';
import { scopeOf } from './tenancy.ts';

test('a scope sets what its login’s policies read, in the order of its statement, and nothing it wasn’t given', () => {
  const all = { tenant: 't', customers: ['a', 'b'], key: 'k', account: 'c' };
  expect(settingsOf({ login: 'desk', ...all })).toEqual(['t']);
  expect(settingsOf({ login: 'portal', ...all })).toEqual(['t', '{a,b}']);
  expect(settingsOf({ login: 'edge', ...all })).toEqual(['k', 'c']);
  for (const login of ['hq', 'worker', 'migrator'] as const) expect(settingsOf({ login, ...all })).toEqual(['t']);
});

test('what is forgotten shows nothing: no tenant, no company, no key, and an account that is nobody’s', () => {
  expect(settingsOf({ login: 'desk' })).toEqual(['']);
  expect(settingsOf({ login: 'portal' })).toEqual(['', '{}']);
  expect(settingsOf({ login: 'edge' })).toEqual(['', '00000000-0000-0000-0000-000000000000']);
  expect(settingsOf({ login: 'hq' })).toEqual(['']);
});

test('each login sets its own names, for this transaction alone, and a unit of work opens with the same and the clock', () => {
  const own = { portal: ['app.tenant', 'app.customers'], edge: ['app.key', 'app.account'] };
  for (const login of LOGINS) {
    const names = login in own ? own[login as keyof typeof own] : ['app.tenant'];
    expect(settingsOf({ login })).toHaveLength(names.length);
    const each = (mark: (i: number) => string) =>
      names.map((name, i) => `set_config('${name}', ${mark(i)}, true)`).join(', ');
    expect(SETTINGS_SQL[login]).toBe(`select ${each((i) => `$${i + 1}`)}`);
    expect(openingOf(login)).toBe(`select ${each(() => '?')}, now()::text as now`);
  }
});

test('a viewer’s scope is its surface’s login, its tenant and its companies', () => {
  const viewer = { ...systemViewer('t', 'test'), surface: 'portal' as const, customers: ['a'] };
  expect(scopeOf(viewer)).toMatchObject({ login: 'portal', tenant: 't', customers: ['a'] });
});
