import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { expect } from 'vitest';
import { type Partner, test } from '../kit/fixtures.ts';
import { invite, makeCustomer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { tell } from '../kit/story.ts';

interface Group {
  key: string;
  value: number | null;
  denominator: number | null;
  enough: boolean;
}
interface Figure {
  code: string;
  byPartner: Group[];
  cells: { partnerId: string; month: string; value: number | null; enough: boolean }[];
}

const FIGURES =
  '{ figures { code value enough byPartner { key value denominator enough } cells { partnerId month value enough } } }';

async function serve(partner: Partner, consultant: Person, count: number, rating: number): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const customer = await makeCustomer(partner, `上海第${i}家客户有限公司`);
    names.push(customer.name, customer.mobile);
    await tell(
      { ...partner, consultant, customer: { ...customer, person: await invite(partner, customer, '王会计') } },
      { rating },
    );
  }
  return names;
}

async function figureOf(headquarters: Person, code: string, partner: Partner): Promise<Group | undefined> {
  const { figures } = await headquarters.get<{ figures: Figure[] }>(FIGURES);
  return figures.find((figure) => figure.code === code)?.byPartner.find((group) => group.key === partner.tenant);
}

test('headquarters’ figure moves within a second of the event, and says nothing while there are under five customers', async ({
  world,
  partner,
  consultant,
  headquarters,
  rival,
}) => {
  const changes = await headquarters.listen<{ figureChanged: { code: string; partnerId: string } }>(
    'subscription { figureChanged { code partnerId month } }',
  );
  await serve(partner, consultant, 4, 5);
  await world.host.consumers.idle();
  expect(await figureOf(headquarters, 'CONTACTED_IN_TIME', partner)).toMatchObject({ enough: false, value: null });
  expect(changes.seen).toEqual([]);
  const names = await serve(partner, consultant, 1, 5);
  await changes.until(
    ({ figureChanged }) => figureChanged.code === 'CONTACTED_IN_TIME' && figureChanged.partnerId === partner.tenant,
  );
  expect(await figureOf(headquarters, 'CONTACTED_IN_TIME', partner)).toMatchObject({
    enough: true,
    value: 1,
    denominator: 5,
  });
  expect((await figureOf(headquarters, 'CONTACTED_IN_TIME', rival))?.enough ?? false).toBe(false);
  const told = JSON.stringify(await headquarters.get(FIGURES)) + JSON.stringify(changes.seen);
  for (const name of names) expect(told).not.toContain(name);
  await headquarters.leave();
});

test('satisfaction is published in steps of five customers, so that one rating can’t be read from the change', async ({
  world,
  partner,
  consultant,
  headquarters,
  rival,
}) => {
  await serve(partner, consultant, 5, 5);
  await world.host.consumers.idle();
  const first = await figureOf(headquarters, 'SATISFACTION_MEAN', partner);
  expect(first).toMatchObject({ enough: true, denominator: 5 });
  await serve(partner, consultant, 4, 1);
  await world.host.consumers.idle();
  expect(await figureOf(headquarters, 'SATISFACTION_MEAN', partner)).toEqual(first);
  await serve(partner, consultant, 1, 1);
  await world.host.consumers.idle();
  expect(await figureOf(headquarters, 'SATISFACTION_MEAN', partner)).toMatchObject({ denominator: 10 });
  expect((await figureOf(headquarters, 'SATISFACTION_MEAN', rival))?.enough ?? false).toBe(false);
});

test('headquarters’ contract has no name, phone, address or free text of a customer to ask for, and its login can’t read one', async ({
  world,
  headquarters,
  rival,
}) => {
  const schema = buildSchema(readFileSync(resolve(import.meta.dirname, '../../schema/contracts/hq.graphql'), 'utf8'));
  const types = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .map((type) => type.name);
  for (const type of types)
    expect(type).not.toMatch(
      /^(?!Own|ActivityDetail$).*(Customer|Contact|Site|Ticket|Call|Order|Record|Activity|Member)/,
    );
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {}))
    expect(getNamedType(field.type).name).not.toBe('Customer');
  const reader = world.host.tenancy.reader('hq');
  for (const table of [
    'customers.customer',
    'support.ticket',
    'identity.membership',
    'ledger.service_promise',
    'network.contribution',
    'kit.outbox_event',
  ]) {
    await expect(
      reader.query({ login: 'hq', tenant: rival.tenant }, { text: `select 1 from ${table} limit 1` }),
    ).rejects.toThrow(/permission denied/);
  }
  expect(await headquarters.codeOf('{ tickets { nodes { id } } }')).toBe('INVALID');
  expect(await rival.hotline.codeOf(FIGURES)).toBe('INVALID');
});
