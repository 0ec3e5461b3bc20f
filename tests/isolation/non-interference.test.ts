import { randomUUID } from 'node:crypto';
import { getNamedType } from 'graphql';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeCustomer, makeOrganisation } from '../kit/organisation.ts';
import { openOwnDatabase } from '../kit/own-database.ts';
import type { Person } from '../kit/person.ts';
import { tell } from '../kit/story.ts';
import { startWorld, type World } from '../kit/world.ts';
import { answerOf } from './stage/answer-of.ts';
import { callOf } from './stage/call.ts';
import {
  type Asker,
  everyTableFull,
  type Firm,
  firm,
  openAccounts,
  portalPeople,
  staff,
  whoseOf,
} from './stage/cast.ts';
import { has, readTables } from './stage/catalogue.ts';
import { contractOf, rootFieldsOf } from './stage/contracts.ts';
import { dryRun } from './stage/dry-run.ts';
import { isLong, report } from './stage/form.ts';
import { type IdPool, idsOf, tablesMeant } from './stage/ids.ts';
import { Normaliser } from './stage/normalise.ts';
import { Random } from './stage/random.ts';
import { selectionOf } from './stage/selection.ts';

/** Of its own: what is planted and tried here is in nobody else's way. */
let database: Awaited<ReturnType<typeof openOwnDatabase>>;
let world: World;
beforeAll(async () => {
  database = await openOwnDatabase(inject('adminUrl'));
  world = await startWorld({ adminUrl: database.adminUrl });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** In the short form some roles walk, in the long form all. */
const WALKERS = isLong
  ? null
  : ['partner_admin', 'hotline_consultant', 'service_consultant', 'sales', 'customer_admin', 'trainee'];

/** What one walk was told, step by step. */
interface Told {
  readonly at: string;
  readonly answer: string;
}

interface Stranger {
  /** An id for a table: somebody's, or nobody's. */
  idIn(table: string): string;
  /** Something happens at the stranger's meanwhile. */
  live(): Promise<void>;
  readonly words: readonly string[];
}

/** A new partner, the same people, the same story, and after each step everybody asks everything. */
async function walk(stranger: Stranger, pool: IdPool): Promise<Told[]> {
  const organisation = await makeOrganisation(world, '寧甲軟件服務有限公司');
  const everyone = await staff(organisation);
  const customer = await makeCustomer(organisation, '甲客貿易有限公司');
  const people = await portalPeople(organisation, customer);
  await openAccounts(world);
  const { rows } = await world.owner.query<{ number: string }>('select number from customers.customer where id = $1', [
    customer.id,
  ]);
  const normal = new Normaliser(
    new Map([
      [customer.mobile, 'mobile'],
      [customer.serial, 'serial'],
      [rows[0]?.number ?? '', 'customer number'],
      // What somebody types comes back to them in what they typed.
      ...stranger.words.map((word, i) => [word, `word ${i}`] as const),
    ]),
  );
  const walkers = [...everyone.values(), ...people].filter(({ role }) => !WALKERS || WALKERS.includes(role));
  const told: Told[] = [];
  const listeners = await Promise.all(
    walkers.slice(0, 6).map(async ({ role, person }) => ({
      role,
      told: await person.listen<{ ticketChanged: { number: string; state: string } }>(
        'subscription { ticketChanged { number state } }',
      ),
    })),
  );
  const everybodyAsks = async (step: string): Promise<void> => {
    await stranger.live();
    await world.host.consumers.idle();
    for (const asker of walkers) {
      for (const one of await asked(asker, stranger, pool))
        told.push({ at: `${step}, ${asker.role}, ${one.at}`, answer: normal.text(one.answer) });
    }
  };
  await everybodyAsks('before anything');
  const [hotline, supervisor, consultant] = ['hotline_consultant', 'area_supervisor', 'service_consultant'].map(
    (role) => everyone.get(role)?.person as Person,
  ) as [Person, Person, Person];
  await tell({ hotline, supervisor, consultant, customer: { ...customer, person: people[0]?.person as Person } });
  await everybodyAsks('after a visit');
  await hotline.get('mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { number } }', {
    input: { name: '乙鄰製造有限公司', divisionCode: '310115', address: '川沙路 1 號' },
  });
  told.push({
    at: 'numbers',
    answer: normal.text(
      await hotline.get(
        '{ tickets { nodes { number } } dispatchOrders { nodes { number } } customers { nodes { name } } }',
      ),
    ),
  });
  // How many steps of a change are told apart is a matter of time; of what, and how it ended, is not.
  for (const { role, told: heard } of listeners) {
    const last = new Map(heard.seen.map(({ data }) => [data?.ticketChanged.number, data?.ticketChanged.state]));
    told.push({ at: `heard by ${role}`, answer: normal.text([...last]) });
  }
  await Promise.all(walkers.map(({ person }) => person.leave()));
  return told;
}

/** Every question of a contract: without ids, and with a stranger's; changes are tried and taken back. */
async function asked(
  { surface, person }: Asker,
  stranger: Stranger,
  pool: IdPool,
): Promise<{ at: string; answer: unknown }[]> {
  const answers: { at: string; answer: unknown }[] = [];
  const stop = dryRun(world.host.tenancy);
  const random = new Random(5);
  for (const root of rootFieldsOf(surface, 'query', 'mutation')) {
    const meant = getNamedType(root.field.type).name;
    const selection = selectionOf(contractOf(surface), root.field, random, { words: 150, plain: true });
    const id = (argument: string) => {
      const [table] = tablesMeant(argument, root.field.name, meant, pool);
      return stranger.idIn(table ?? '');
    };
    for (const word of /search|text/.test(root.field.args.map(({ name }) => name).join(' '))
      ? [undefined, ...stranger.words]
      : [undefined]) {
      const isGiven = ({ name }: { name: string }) => word !== undefined && /search|text/.test(name);
      const { document, variables } = callOf(
        root,
        { id, isGiven, text: (name) => (isGiven({ name }) ? word : undefined) },
        selection,
      );
      answers.push({
        at: root.field.name,
        answer:
          root.kind === 'query' || NAMES_SOMEBODY.test(document) ? await answerOf(person, document, variables) : null,
      });
    }
  }
  stop();
  return answers;
}
/** Changes that name a thing; those that name none are one's own affair. */
const NAMES_SOMEBODY = /\$(\w*[iI]ds?|input):/;

test('whatever is asked, counted, numbered, searched and refused is the same whether a rival has nothing or a full house', {
  timeout: 1_200_000,
}, async () => {
  const tables = await readTables(world.owner);
  const named = new Map(tables.filter((table) => has(table, 'id')).map(({ name }) => [name, [] as string[]]));
  const alone = await walk(
    { idIn: () => randomUUID(), live: async () => undefined, words: ['没有的公司', '13900000000', 'S123456789'] },
    named,
  );
  const full = await firm(world, '閩乙軟件服務有限公司', ['丙遠商行有限公司', '丁近實業有限公司']);
  const whose = await whoseOf(full, 'rival');
  await everyTableFull(world, [whose]);
  const pool = await idsOf(world.owner, tables, whose);
  const [known] = full.customers;
  const beside = await walk(
    {
      idIn: (table) => pool.get(table)?.[0] ?? randomUUID(),
      live: () => somethingHappens(full),
      words: [known?.name ?? '', known?.mobile ?? '', known?.serial ?? ''],
    },
    named,
  );
  const different = alone.flatMap(({ at, answer }, i) => {
    const other = beside[i];
    return other?.at === at && other.answer === answer
      ? []
      : [{ at, alone: answer.slice(0, 600), beside: `${other?.answer.slice(0, 600)}` }];
  });
  report('non-interference', { form: isLong ? 'long' : 'short', answers: alone.length, different: different.length });
  expect(beside).toHaveLength(alone.length);
  expect(different).toEqual([]);
});

async function somethingHappens({ staff: everyone, customers, people }: Firm): Promise<void> {
  const [hotline, supervisor, consultant] = ['hotline_consultant', 'area_supervisor', 'service_consultant'].map(
    (role) => everyone.get(role)?.person as Person,
  ) as [Person, Person, Person];
  const [customer] = customers;
  if (customer)
    await tell({ hotline, supervisor, consultant, customer: { ...customer, person: people[0]?.person as Person } });
}
