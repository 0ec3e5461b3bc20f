import { randomInt, randomUUID } from 'node:crypto';
import { services } from '@landfall/gateway/host/services';
import { keptKinds } from '@landfall/identity/personal-data/kept-data';
import { personalColumns } from '@landfall/kit/personal/personal-columns';
import { tablesAboutPeople } from '@landfall/kit/personal/rows-about';
import { describe, expect } from 'vitest';
import { test as base, type Company, type Partner } from '../kit/fixtures.ts';
import { hire, invite, makeCustomer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import type { World } from '../kit/world.ts';

/** Everybody's address in these tests. */
const OUR_MACHINE = '"127.0.0.1"';

const entities = services.flatMap((service) => service.entities);

const ASK = 'mutation { askAccessFile }';
const FILE = 'query File($id: ID!) { accessFile(id: $id) { name json } }';
const ERASE = 'mutation Erase($email: String!) { eraseMyAccount(confirmation: $email) }';
const ERASE_CONTACT =
  'mutation EraseContact($id: ID!) { eraseContact(id: $id, reason: "本人来信要求") { id contacts { id name } } }';
const RAISE = `mutation Raise($input: RaiseTicketInput!) { raiseTicket(input: $input) { id number } }`;
const TICKET = 'query Ticket($id: ID!) { ticket(id: $id) { contactName contactPhone } }';
const SEARCH = 'query Search($text: String!) { search(text: $text) { id noun } }';
const TRAIL = `query Trail($id: ID!) { auditEntries(filter: { nounId: $id }) { nodes { action actorName label isErased changes { field before after } } } }`;
const CORRECT = 'mutation Correct($text: String!) { askCorrection(text: $text) { id state } }';
const REQUESTS = 'query { dataRequests { nodes { id name text state answer } } }';
const SETTLE =
  'mutation Settle($id: ID!, $answer: String) { settleDataRequest(id: $id, isDone: false, answer: $answer) { state answer } }';

const test = base
  .extend('admin', ({ partner }): Promise<Person> => hire(partner, '吴管理', ['partner_admin']))
  .extend('company', async ({ partner }): Promise<Company> => {
    const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
    return { ...customer, person: await invite(partner, customer, '王会计') };
  });

/** Gives somebody hired by a fixture an account with an e-mail. */
async function withAccount(world: World, person: Person): Promise<{ accountId: string; email: string }> {
  const email = `person-${randomUUID().slice(0, 8)}@example.com`;
  const { rows } = await world.owner.query<{ account_id: string }>(
    `update identity.membership set phone = $2, email = $3 where id = $1 returning account_id`,
    [person.membershipId, `+86139${String(randomInt(1e8)).padStart(8, '0')}`, email],
  );
  const accountId = rows[0]?.account_id ?? '';
  await world.owner.query(
    `insert into identity.account (id, email_key, email) values ($1, $2, $3) on conflict (id) do update set email = excluded.email, email_key = excluded.email_key`,
    [accountId, randomUUID(), email],
  );
  await world.owner.query(`update identity.session set user_agent = $2, address = $3 where account_id = $1`, [
    accountId,
    `Browser ${randomUUID()}`,
    '198.51.100.7',
  ]);
  return { accountId, email };
}

async function fileOf(person: Person): Promise<string> {
  const { askAccessFile: id } = await person.get<{ askAccessFile: string }>(ASK);
  const { accessFile } = await person.get<{ accessFile: { name: string; json: string }[] }>(FILE, { id });
  for (const { json } of accessFile) expect(JSON.parse(json)).toHaveProperty('what');
  return accessFile.map(({ json }) => JSON.stringify(JSON.parse(json))).join('\n');
}

async function raise(partner: Partner, company: Company): Promise<string> {
  const input = { customerId: company.id, contactId: company.contactId, symptom: '无法结账', severity: 'NORMAL' };
  return (await partner.hotline.get<{ raiseTicket: { id: string } }>(RAISE, { input })).raiseTicket.id;
}

describe('what is kept about me', () => {
  test('the file holds every value marked as mine, in whatever table, and none of anybody else’s', async ({
    partner,
    company,
    world,
  }) => {
    const { person } = company;
    await world.owner.query('update identity.membership set contact_id = $2 where id = $1', [
      person.membershipId,
      company.contactId,
    ]);
    const mine = await withAccount(world, person);
    const other = await withAccount(world, partner.hotline);
    await raise(partner, company);
    await person.get(RAISE, { input: { symptom: '登录不了', severity: 'NORMAL' } });
    await person.get(CORRECT, { text: '我的手机号错了一位' });
    const file = await fileOf(person);
    const subjects = new Set([mine.accountId, person.membershipId, company.contactId]);
    const wanted = new Set<string>();
    const foreign = new Set<string>();
    for (const { schema, table, column, kind, subjectColumn, property, entity } of personalColumns(entities)) {
      const isDerived = personalColumns(entities).some(
        (c) => c.entity === entity && c.property === property && c.kind === 'derived',
      );
      if (kind !== 'personal' || isDerived) continue;
      const { rows } = await world.owner.query<{ value: unknown; subject: string }>(
        `select to_jsonb(${column}) as value, ${subjectColumn}::text as subject from ${schema}.${table} where ${column} is not null`,
      );
      for (const { value, subject } of rows) (subjects.has(subject) ? wanted : foreign).add(JSON.stringify(value));
    }
    expect(wanted.size).toBeGreaterThan(5);
    for (const value of wanted) expect(file).toContain(typeof JSON.parse(value) === 'string' ? value : '');
    // What somebody else has too (a name on both) is mine as well.
    for (const value of foreign)
      if (value.length > 6 && value !== OUR_MACHINE && !wanted.has(value)) expect(file).not.toContain(value);
    expect(file).toContain(mine.email);
    expect(file).not.toContain(other.email);
  });

  test('every table that holds something about people is named and explained', () => {
    const known = new Set(keptKinds.flatMap(({ tables }) => tables));
    expect(tablesAboutPeople(entities).filter((table) => !known.has(table))).toEqual([]);
  });

  test('a file that was asked for is nobody else’s, and not there without being asked for', async ({
    admin,
    rival,
    world,
  }) => {
    await withAccount(world, admin);
    const { askAccessFile: id } = await admin.get<{ askAccessFile: string }>(ASK);
    expect(await rival.hotline.codeOf(FILE, { id })).toBe('NOT_FOUND');
    expect(await admin.codeOf(FILE, { id: randomUUID() })).toBe('NOT_FOUND');
  });

  test('what only the organisation can correct is asked of it, and answered; rival’s administrator learns of nothing', async ({
    admin,
    company,
    rival,
  }) => {
    await company.person.get(CORRECT, { text: '我的职务应为财务经理' });
    const { dataRequests } = await admin.get<{ dataRequests: { nodes: { id: string; text: string; name: string }[] } }>(
      REQUESTS,
    );
    const [request] = dataRequests.nodes;
    expect(request).toMatchObject({ text: '我的职务应为财务经理', name: '王会计' });
    expect(await admin.codeOf(SETTLE, { id: request?.id })).toBe('INVALID');
    const { settleDataRequest } = await admin.get<{ settleDataRequest: object }>(SETTLE, {
      id: request?.id,
      answer: '由贵公司管理员更改',
    });
    expect(settleDataRequest).toEqual({ state: 'DECLINED', answer: '由贵公司管理员更改' });
    const stranger = await hire(rival, '乙管理', ['partner_admin']);
    expect(await stranger.get(REQUESTS)).toEqual({ dataRequests: { nodes: [] } });
    expect(await stranger.codeOf(SETTLE, { id: request?.id, answer: 'x' })).toBe('NOT_FOUND');
    expect(await company.person.codeOf(REQUESTS)).toBeDefined();
  });
});

describe('erasing', () => {
  test('an account is over at once and everywhere; its name is nowhere in the organisation; the trail stays without it', async ({
    partner,
    admin,
    company,
    world,
  }) => {
    const leaver = await hire(partner, '钱离开', ['hotline_consultant']);
    const ticket = await raise({ ...partner, hotline: leaver }, company);
    const { accountId, email } = await withAccount(world, leaver);
    expect(await leaver.codeOf(ERASE, { email: 'somebody@else.example' })).toBe('INVALID');
    await leaver.get(ERASE, { email });
    await world.host.consumers.idle();
    const { rows: accounts } = await world.owner.query(
      'select email, password_hash, ended_at is not null as over from identity.account where id = $1',
      [accountId],
    );
    expect(accounts).toEqual([{ email: `erased-${accountId}@invalid`, password_hash: null, over: true }]);
    const { rows: members } = await world.owner.query(
      'select name, phone, email, ended_at is not null as over from identity.membership where id = $1',
      [leaver.membershipId],
    );
    expect(members).toEqual([{ name: '已删除的人员', phone: null, email: null, over: true }]);
    // What they did stays in the story, and who it was doesn't: not for the desk, not for the customer, not in the table.
    const STORY = 'query ($id: ID!) { ticket(id: $id) { activities { action actorName } } }';
    for (const reader of [partner.supervisor, company.person]) {
      const told = await reader.get<{ ticket: { activities: { action: string; actorName: string }[] } }>(STORY, {
        id: ticket,
      });
      expect(told.ticket.activities).toContainEqual({ action: 'ticket.raise', actorName: '已删除的人员' });
    }
    const { rows: named } = await world.owner.query('select 1 from support.activity where actor_name = $1', ['钱离开']);
    expect(named).toEqual([]);
    // Nothing else of a line can be changed by whoever works at the desk.
    const desk = world.host.tenancy.reader('desk');
    await expect(
      desk.query(
        { login: 'desk', tenant: partner.tenant },
        { text: `update support.activity set note = 'x', actor_name = 'y'` },
      ),
    ).rejects.toThrow();
    const { rows: sessions } = await world.owner.query(
      'select viewer, address, ended_at is not null as over from identity.session where account_id = $1',
      [accountId],
    );
    expect(sessions).toEqual([{ viewer: null, address: null, over: true }]);
    const { auditEntries } = await admin.get<{
      auditEntries: { nodes: { action: string; actorName: string | null; isErased: boolean }[] };
    }>(TRAIL, { id: leaver.membershipId });
    expect(auditEntries.nodes.map(({ action }) => action)).toContain('eraseAccount');
    expect(JSON.stringify(auditEntries)).not.toContain('钱离开');
    expect(auditEntries.nodes.some(({ isErased }) => isErased)).toBe(true);
  });

  test('the last administrator makes somebody else one first', async ({ admin, world }) => {
    const { email } = await withAccount(world, admin);
    expect(await admin.codeOf(ERASE, { email })).toBe('CONFLICT');
  });

  test('a contact is erased at the person’s request: nowhere named, found by no phone, in the trail unreadable', async ({
    partner,
    admin,
    company,
    rival,
    world,
  }) => {
    const ticket = await raise(partner, company);
    await partner.hotline.get(`mutation ($id: ID!) { updateContact(id: $id, input: { post: "财务总监" }) { id } }`, {
      id: company.contactId,
    });
    const stranger = await hire(rival, '乙管理', ['partner_admin']);
    expect(await stranger.codeOf(ERASE_CONTACT, { id: company.contactId })).toBe('NOT_FOUND');
    expect(await partner.hotline.codeOf(ERASE_CONTACT, { id: company.contactId })).toBe('FORBIDDEN');
    const { eraseContact } = await admin.get<{ eraseContact: { contacts: object[] } }>(ERASE_CONTACT, {
      id: company.contactId,
    });
    expect(eraseContact.contacts).toEqual([]);
    await world.host.consumers.idle();
    expect(await partner.hotline.get(TICKET, { id: ticket })).toEqual({
      ticket: { contactName: '已删除的人员', contactPhone: null },
    });
    expect(await partner.hotline.get(SEARCH, { text: company.mobile })).toEqual({ search: [] });
    const { rows } = await world.owner.query(
      'select name, phone, mobile, email, ended_at is not null as over from customers.contact where id = $1',
      [company.contactId],
    );
    // One text, whoever erased in whichever language; pages say it in their reader's.
    expect(rows).toEqual([{ name: '已删除的人员', phone: null, mobile: null, email: null, over: true }]);
    const trail = await admin.get(TRAIL, { id: company.contactId });
    expect(JSON.stringify(trail)).not.toContain('王会计');
    expect(JSON.stringify(trail)).not.toContain('财务总监');
    expect(JSON.stringify(trail)).toContain('本人来信要求');
  });
});
