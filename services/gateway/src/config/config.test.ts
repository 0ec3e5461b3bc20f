import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { configTable } from './config.table.ts';
import { ConfigError, readConfig } from './config.ts';
import { DEVELOPMENT_SECRET } from './variables.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('an empty environment starts Landfall on port 3000 with its own database and demo data', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    demo: true,
    demoSize: 'full',
  });
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

test('every wrong value is named at once, each in one line', () => {
  const problems = problemsOf({
    PORT: 'http',
    DEMO: 'perhaps',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://x',
    SUPPORT_URL: 'support',
    TRUST_PROXY: 'everybody',
  });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'PORT',
    'TRUST_PROXY',
    'DATABASE_URL',
    'DEMO',
    'LOG_LEVEL',
    'SUPPORT_URL',
  ]);
  expect(problems.join('')).not.toContain('\n');
});

test('a wrong database address is reported without the password in it', () => {
  expect(problemsOf({ DATABASE_URL: 'postgre://u:hidden@h/d' }).join()).not.toContain('hidden');
});

test('production refuses the development secret, unset or spelled out, and short ones', () => {
  expect(problemsOf({ NODE_ENV: 'production' })).toHaveLength(1);
  expect(problemsOf({ NODE_ENV: 'production', SECRET: DEVELOPMENT_SECRET })).toHaveLength(1);
  expect(problemsOf({ NODE_ENV: 'production', SECRET: 'short' })).toHaveLength(1);
  expect(readConfig({ NODE_ENV: 'production', SECRET: 'x'.repeat(32) })).toMatchObject({
    demo: false,
    isProduction: true,
  });
});

test('an address for one login needs the database it belongs to', () => {
  expect(problemsOf({ DATABASE_URL_DESK: 'postgres://desk:pw@db/landfall' })).toHaveLength(1);
  const env = { DATABASE_URL: 'postgres://a:b@db/landfall', DATABASE_URL_DESK: 'postgres://desk:pw@db/landfall' };
  expect(readConfig(env).loginUrls).toEqual({ desk: env.DATABASE_URL_DESK });
});

test('mail that leaves needs an address it comes from, and a wrong server is named without its password', () => {
  expect(problemsOf({ SMTP_URL: 'smtp://mail.example.com' })).toHaveLength(1);
  expect(problemsOf({ SMTP_URL: 'imap://u:hidden@h' }).join()).toMatch(/^SMTP_URL must be (?!.*hidden)/);
  for (const MAIL_FROM of ['Landfall <a@b.cn>', 'a', 'a@b.cn\r\nBcc: c@d.cn'])
    expect(problemsOf({ SMTP_URL: 'smtp://h', MAIL_FROM })).not.toEqual([]);
  expect(readConfig({ SMTP_URL: 'smtps://u:p@h', MAIL_FROM: 'service@example.com' }).mailFrom).toBe(
    'service@example.com',
  );
});

test('the table for the README names every variable', () => {
  for (const name of ['PORT', 'SECRET', 'DATABASE_URL_WORKER', 'LEDGER_URL'])
    expect(configTable()).toContain(`\`${name}\``);
});

test('the README shows every variable as the code reads it', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../../../../README.md'), 'utf8');
  expect(readme).toContain(configTable());
});
