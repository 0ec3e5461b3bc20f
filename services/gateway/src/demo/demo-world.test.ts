import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { officialDivisions } from '@landfall/catalogue/division/official-divisions';
import { creditCodeProblem } from '@landfall/customers/customer/credit-code';
import { parseCallerNumber } from '@landfall/kit/phone-number/phone-number';
import { expect, test } from 'vitest';
import { type DemoSize, demoRows } from './demo-world.ts';
import type { Rows } from './rows.ts';

type Row = Record<string, unknown>;

const NOON = Date.parse('2026-11-23T14:33:00+08:00');

/** All rows of a demo by table, and how many tokens. */
async function made(
  seed: number,
  now = NOON,
  size: DemoSize = 'small',
): Promise<{ tables: Record<keyof Rows, Row[]>; digest: string }> {
  const tables = {} as Record<keyof Rows, Row[]>;
  const hash = createHash('sha256');
  for await (const part of demoRows({ seed, size, now, passwordHash: 'hash' })) {
    hash.update(JSON.stringify(part));
    for (const [table, rows] of Object.entries(part.tables) as [keyof Rows, Row[]][]) {
      tables[table] = [...(tables[table] ?? []), ...rows];
    }
  }
  return { tables, digest: hash.digest('hex') };
}

const count = (rows: readonly Row[], column: string): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(rows, (row) => String(row[column]))].map(([key, own]) => [key, own.length]));

test('the same seed makes the same demo, another seed another one', async () => {
  const [first, again, other] = [await made(1), await made(1), await made(2)];
  expect(again.digest).toBe(first.digest);
  expect(other.digest).not.toBe(first.digest);
});

test('at full size there are three partners with two hundred customers each, and thirteen months of figures', {
  timeout: 60_000,
}, async () => {
  const { tables } = await made(1, NOON, 'full');
  expect(Object.values(count(tables['customers.customer'], 'tenant_id'))).toEqual([200, 200, 200]);
  for (const orders of Map.groupBy(tables['support.dispatch_order'], (row) => row.tenant_id).values()) {
    const months = new Set(orders.map((order) => String(order.received_at).slice(0, 7)));
    expect(months.size).toBeGreaterThanOrEqual(13);
    expect(orders.length).toBeGreaterThan(350);
  }
  const symptoms = new Set(tables['support.ticket'].map((row) => String(row.symptom).slice(0, 8)));
  expect(symptoms.size).toBeGreaterThan(60);
  const ids = Object.values(tables).flatMap((rows) => rows.flatMap((row) => (row.id ? [row.id] : [])));
  expect(new Set(ids).size).toBe(ids.length);
});

test('numbers can be dialled, credit codes checked, and districts are official ones of the partner’s province', async () => {
  const { tables } = await made(3);
  const divisions = new Map((await officialDivisions()).map((division) => [division.code, division]));
  const provinces = new Map(
    tables['identity.partner'].map((row) => [row.tenant_id, String(row.province_code).slice(0, 2)]),
  );
  for (const customer of tables['customers.customer']) {
    expect(creditCodeProblem(String(customer.credit_code))).toBeNull();
    expect(divisions.get(String(customer.division_code))?.fullName).toBe(customer.division_name);
    expect(String(customer.division_code).slice(0, 2)).toBe(provinces.get(customer.tenant_id));
    expect(parseCallerNumber(String(customer.phone))).toMatchObject({ e164: customer.phone_e164 });
  }
  for (const { mobile, mobile_e164, phone, phone_e164 } of tables['customers.contact']) {
    expect(parseCallerNumber(String(mobile))).toMatchObject({ e164: mobile_e164 });
    if (phone) expect(parseCallerNumber(String(phone))).toMatchObject({ e164: phone_e164 });
  }
  for (const columns of [
    ['tenant_id', 'credit_code'],
    ['tenant_id', 'name'],
  ]) {
    const keys = tables['customers.customer'].map((row) => columns.map((column) => row[column]).join());
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test.each([
  ['in the middle of a working day', '2026-11-23T14:33:00+08:00'],
  ['a minute after opening', '2026-11-23T08:31:00+08:00'],
  ['in the lunch break', '2026-11-23T12:30:00+08:00'],
  ['at night', '2026-11-24T03:00:00+08:00'],
  ['on a Sunday', '2026-11-22T11:00:00+08:00'],
  ['in the middle of National Day', '2026-10-03T15:00:00+08:00'],
  ['in Spring Festival', '2026-02-19T12:00:00+08:00'],
  ['in a year that isn’t announced', '2028-02-29T17:31:00+08:00'],
])('loaded %s, each board has orders in every state, and nothing lies in the future', async (_, moment) => {
  const now = Date.parse(moment);
  const { tables } = await made(1, now);
  for (const orders of Map.groupBy(tables['support.dispatch_order'], (row) => row.tenant_id).values()) {
    expect(Object.keys(count(orders, 'state')).sort()).toEqual([
      'ASSIGNED',
      'CANCELLED',
      'CONFIRMED',
      'CONTACTED',
      'DISPUTED',
      'EN_ROUTE',
      'ON_SITE',
      'RECEIVED',
      'RECORDED',
      'SCHEDULED',
    ]);
  }
  for (const promises of Map.groupBy(tables['ledger.service_promise'], (row) => row.tenant_id).values()) {
    expect(promises.some(({ state, broken_at }) => state === 'RUNNING' && broken_at)).toBe(true);
    expect(promises.some(({ state, broken_at }) => state === 'RUNNING' && !broken_at)).toBe(true);
    expect(promises.some(({ state }) => state === 'PAUSED')).toBe(true);
  }
  for (const { at } of tables['support.activity']) expect(Date.parse(String(at))).toBeLessThanOrEqual(now);
});
