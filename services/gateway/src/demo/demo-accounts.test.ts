import { expect, test } from 'vitest';
import { accountsTable } from './accounts-table.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';

const accounts = demoAccounts();

test('every role of the story has an account at each partner, and each e-mail is listed once', () => {
  const emails = accounts.map(({ email }) => email);
  expect(new Set(emails).size).toBe(emails.length);
  for (const partner of ['shanghai', 'shenzhen', 'chengdu']) {
    for (const name of ['hotline', 'supervisor', 'consultant', 'admin', 'portal'])
      expect(emails).toContain(`${name}@${partner}.demo`);
  }
  expect(emails[0]).toBe('hotline@shanghai.demo');
  expect(accounts.filter(({ role }) => role.startsWith('hq_'))).toHaveLength(3);
});

test('the bookkeeper belongs to two customers of two partners', () => {
  const bookkeeper = accounts.find(({ email }) => email === 'bookkeeper@demo');
  expect(bookkeeper?.partner?.split(' · ')).toHaveLength(2);
  expect(bookkeeper?.customer?.split(' · ')).toHaveLength(2);
});

test('a start shows who to be, where to begin, and the password', () => {
  const table = accountsTable(accounts, 'http://localhost:3000');
  for (const text of [
    DEMO_PASSWORD,
    'http://localhost:3000/sign-in',
    'hq@headquarters.demo',
    'supervisor@chengdu.demo',
    'bookkeeper@demo',
  ]) {
    expect(table).toContain(text);
  }
});
