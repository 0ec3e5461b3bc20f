import { expect, test } from 'vitest';
import { LOGINS } from '../database/logins.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { SETTINGS_SQL, settingNames, settingsOf } from './logins.ts';
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

test('each login sets as many settings as it has names, for this transaction alone', () => {
  for (const login of LOGINS) {
    const names = settingNames(login);
    expect(settingsOf({ login })).toHaveLength(names.length);
    expect(SETTINGS_SQL[login]).toBe(
      `select ${names.map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')}`,
    );
  }
  expect(settingNames('portal')).toEqual(['app.tenant', 'app.customers']);
  expect(settingNames('edge')).toEqual(['app.key', 'app.account']);
  expect(settingNames('desk')).toEqual(['app.tenant']);
});

test('a viewer’s scope is its surface’s login, its tenant and its companies', () => {
  const viewer = { ...systemViewer('t', 'test'), surface: 'portal' as const, customers: ['a'] };
  expect(scopeOf(viewer)).toMatchObject({ login: 'portal', tenant: 't', customers: ['a'] });
});
