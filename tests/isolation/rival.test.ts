import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, type GraphQLField, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { expect } from 'vitest';
import { callOf, type Ids } from '../kit/arguments.ts';
import { test } from '../kit/fixtures.ts';
import { hire, invite, makeCustomer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { dispatch, raise, type Story, tell } from '../kit/story.ts';
import { answerOf } from './stage/answer-of.ts';

const contract = (surface: string) =>
  buildSchema(readFileSync(resolve(import.meta.dirname, `../../schema/contracts/${surface}.graphql`), 'utf8'));
const EVERY_DESK_ROLE = [
  'partner_admin',
  'department_manager',
  'area_supervisor',
  'hotline_consultant',
  'service_consultant',
  'service_operations',
  'monitoring_officer',
  'sales',
  'training_officer',
];

/** All leaves of a type, two levels down. */
function leaves(type: GraphQLObjectType, depth = 2): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (field.args.some((arg) => arg.type.toString().endsWith('!'))) return [];
    if (!isObjectType(named)) return [field.name];
    return depth > 0 ? [`${field.name} ${leaves(named, depth - 1)}`] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(field.type);
  return isObjectType(named) ? leaves(named) : '';
}

/** The story's ids, by what an argument is called. */
function stolen(story: Story, more: { customer: string; consultant: string; contact: string; product: string }): Ids {
  const byArgument: Record<string, string> = {
    ticketId: story.ticketId,
    callId: story.callId,
    orderId: story.orderId,
    recordId: story.recordId,
    customerId: more.customer,
    consultantId: more.consultant,
    contactId: more.contact,
    registeredProductId: more.product,
  };
  return (argument, field) => {
    if (argument !== 'id') return byArgument[argument];
    if (/customer$|Customer$/i.test(field) && !field.startsWith('contact')) return more.customer;
    if (/contact$/i.test(field)) return more.contact;
    if (/call$/i.test(field)) return story.callId;
    if (/servicerecord/i.test(field)) return story.recordId;
    if (/ticket/i.test(field)) return story.ticketId;
    return story.orderId;
  };
}

/** Asks every root field of a contract with stolen ids; what an answer says beside NOT_FOUND is returned. */
async function tryEverything(person: Person, surface: string, ids: Ids, secrets: readonly string[]): Promise<string[]> {
  const schema = contract(surface);
  const leaks: string[] = [];
  for (const [kind, type] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { document, variables } = callOf(kind, field, ids, selectionOf(field));
      const { data, errors } = await answerOf(person, document, variables);
      const text = JSON.stringify(data ?? {});
      for (const secret of secrets) if (text.includes(secret)) leaks.push(`${field.name} told ${secret}`);
      const usesIds =
        JSON.stringify(variables).length > 2 &&
        Object.values(variables).some((v) => JSON.stringify(v).match(/[0-9a-f]{8}-[0-9a-f]{4}-/));
      const code = errors?.[0]?.extensions.code;
      const isEmptyList = text.includes('"nodes":[]');
      if (usesIds && code !== 'NOT_FOUND' && !isEmptyList)
        leaks.push(
          `${field.name} answered ${code ?? text.slice(0, 200)} ${JSON.stringify(errors?.[0]?.message ?? '')}`,
        );
    }
  }
  return leaks;
}

test('a rival with every role and every id gets NOT_FOUND from every query and mutation, and nothing in any list or search', async ({
  world,
  partner,
  consultant,
  customer,
  rival,
}) => {
  const cast = { ...partner, consultant, customer };
  const done = await tell(cast);
  const open = await raise(cast);
  const orderId = await dispatch(partner.hotline, open.ticketId);
  const thief = await hire(rival, '贼', EVERY_DESK_ROLE, { lines: ['KIS', 'K3'], divisions: ['31'] });
  const ids = stolen(
    { ...done, ...open, orderId },
    {
      customer: customer.id,
      consultant: consultant.membershipId,
      contact: customer.contactId,
      product: customer.productId,
    },
  );
  const secrets = [
    customer.id,
    customer.name,
    customer.mobile,
    customer.serial,
    done.ticketId,
    done.orderId,
    open.ticketId,
    orderId,
    consultant.membershipId,
    '周顾问',
    '月末结账',
  ];
  const before = await versions(world.owner, partner.tenant);
  expect(await tryEverything(thief, 'desk', ids, secrets)).toEqual([]);
  for (const text of [customer.name, customer.mobile, customer.serial, 'hongyuan', 'T2026']) {
    const { search } = await thief.get<{ search: unknown[] }>('query ($t: String!) { search(text: $t) { id title } }', {
      t: text,
    });
    expect(search).toEqual([]);
  }
  expect(await versions(world.owner, partner.tenant)).toEqual(before);
});

test('another customer of the same partner gets NOT_FOUND from everything in the portal', async ({
  partner,
  consultant,
  customer,
  rival,
}) => {
  const cast = { ...partner, consultant, customer };
  const story = await tell(cast);
  const stranger = await invite(partner, await makeCustomer(partner, '上海另一家贸易有限公司'), '赵出纳', [
    'customer_admin',
    'signatory',
  ]);
  const outsider = await invite(rival, await makeCustomer(rival, '广州别家贸易有限公司'), '钱出纳', [
    'customer_admin',
    'signatory',
  ]);
  const ids = stolen(story, {
    customer: customer.id,
    consultant: consultant.membershipId,
    contact: customer.contactId,
    product: customer.productId,
  });
  const secrets = [
    customer.id,
    customer.name,
    customer.mobile,
    customer.serial,
    story.ticketId,
    story.orderId,
    '月末结账',
  ];
  for (const person of [stranger, outsider]) expect(await tryEverything(person, 'portal', ids, secrets)).toEqual([]);
});

test('subscriptions are silent to a rival and to another customer, and live to whom it concerns', async ({
  partner,
  consultant,
  customer,
  rival,
}) => {
  const stranger = await invite(partner, await makeCustomer(partner, '上海另一家贸易有限公司'), '赵出纳');
  const ORDERS = 'subscription { dispatchOrderChanged { id state } }';
  const TICKETS = 'subscription { ticketChanged { id state } }';
  const silent = await Promise.all([
    rival.supervisor.listen(ORDERS),
    rival.supervisor.listen(TICKETS),
    rival.supervisor.listen('subscription { promiseChanged { id } }'),
    stranger.listen(ORDERS),
    stranger.listen(TICKETS),
  ]);
  const board = await partner.supervisor.listen<{ dispatchOrderChanged: { state: string } }>(ORDERS);
  const portal = await customer.person.listen<{ ticketChanged: { state: string } }>(TICKETS);
  await tell({ ...partner, consultant, customer });
  await board.until(({ dispatchOrderChanged }) => dispatchOrderChanged.state === 'CONFIRMED');
  await portal.until(({ ticketChanged }) => ticketChanged.state === 'CLOSED');
  expect(silent.map((one) => one.seen)).toEqual([[], [], [], [], []]);
  await Promise.all([rival.supervisor, stranger, partner.supervisor, customer.person].map((person) => person.leave()));
});

async function versions(
  owner: { query(text: string, values: unknown[]): Promise<{ rows: unknown[] }> },
  tenant: string,
): Promise<unknown[]> {
  const { rows } = await owner.query(
    `select id, version from support.ticket where tenant_id = $1 union all select id, version from support.dispatch_order where tenant_id = $1
     union all select id, version from customers.customer where tenant_id = $1 order by id`,
    [tenant],
  );
  return rows;
}
