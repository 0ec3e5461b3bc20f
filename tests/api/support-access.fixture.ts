import { randomUUID } from 'node:crypto';
import { emailKey } from '@landfall/identity/account/email-key';
import { expect } from 'vitest';
import { eventually } from '../kit/copy.ts';
import { hire, type Organisation } from '../kit/organisation.ts';
import { Person } from '../kit/person.ts';
import type { World } from '../kit/world.ts';

export const FIELDS = '{ id state partnerId partnerName reason askedBy mayWrite roles endsAt isMine note }';
export const ASK = `mutation ($input: AskSupportAccessInput!) { askSupportAccess(input: $input) ${FIELDS} }`;
export const GRANT =
  `mutation ($id: ID!, $input: GrantSupportAccessInput!) { grantSupportAccess(id: $id, input: $input) ${FIELDS} answeredBy } }`.replace(
    `${FIELDS} answeredBy }`,
    `${FIELDS.slice(0, -1)} answeredBy }`,
  );
export const LIST = `{ supportAccesses { nodes ${FIELDS} } }`;

export interface Access {
  id: string;
  state: string;
}

export const inHours = (hours: number) => Temporal.Now.instant().add({ hours }).toString();

/** The partner as headquarters knows it: published. */
export async function publish(world: World, { tenant, name }: Organisation): Promise<void> {
  await world.owner.query(
    `insert into network.partner (partner_id, name, province_code, province) values ($1, $2, '310000', '上海市') on conflict do nothing`,
    [tenant, name],
  );
}

export async function ask(world: World, headquarters: Person, partner: Organisation, hours = 4): Promise<Access> {
  await publish(world, partner);
  await withAccount(world, headquarters);
  const input = { partnerId: partner.tenant, reason: '协助排查派单看板打不开', endsAt: inHours(hours) };
  return (await headquarters.get<{ askSupportAccess: Access }>(ASK, { input })).askSupportAccess;
}

/** The account behind somebody at headquarters. */
export async function withAccount(world: World, person: Person): Promise<Person> {
  const email = `${randomUUID()}@example.cn`;
  await world.owner.query(
    `insert into identity.account (id, email_key, email) select account_id, $1, $2 from identity.headquarters_membership where id = $3 on conflict do nothing`,
    [emailKey(email), email, person.membershipId],
  );
  return person;
}

/** Goes in or out: the new session where it was let in. */
export async function go(world: World, person: Person, way: 'enter' | 'leave', id?: string) {
  const response = await fetch(`${world.url}/auth/support/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', cookie: `landfall=${person.token}` },
    body: JSON.stringify({ id }),
  });
  const token = /landfall=([\w-]{43})/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  const body = (await response.json()) as { reason?: string; message?: string };
  return { status: response.status, body, person: token ? new Person(world, token, '', '', '') : undefined };
}

/** Asked, granted and gone in. */
export async function inside(world: World, headquarters: Person, partner: Organisation, roles: string[] = []) {
  const admin = await hire(partner, '管理员', ['partner_admin']);
  const { id } = await ask(world, headquarters, partner);
  await admin.get(GRANT, { id, input: { roles } });
  const { person } = await go(world, headquarters, 'enter', id);
  if (!person) throw new Error('not let in');
  return { visitor: person, admin, id };
}

/** Waits until a session is closed to its person. */
export async function closed(person: Person): Promise<void> {
  const isClosed = async () => (await person.codeOf('{ viewer { name } }')) === 'UNAUTHENTICATED';
  expect(await eventually(isClosed, 5000)).toBe(true);
}

export const linesOf = async (world: World, tenant: string, action: string) =>
  (
    await world.owner.query<{
      noun_id: string;
      customer_id: string | null;
      support_id: string;
      after: { fields: string[] };
    }>(
      'select noun_id, customer_id, support_id, after from ledger.audit_entry where tenant_id = $1 and action = $2 order by at, id',
      [tenant, action],
    )
  ).rows;
