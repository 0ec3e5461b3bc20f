import { randomUUID } from 'node:crypto';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { describe, expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { hire, invite, makeCustomer } from '../kit/organisation.ts';
import { OwnBrowser } from '../kit/own-browser.ts';
import type { Person } from '../kit/person.ts';

const INVITE =
  'mutation ($input: CustomerPersonInput!) { inviteCustomerPerson(input: $input) { id name state roles actions version } }';
const CHANGE =
  'mutation ($id: ID!, $input: MemberChangeInput!) { changeCustomerPerson(id: $id, input: $input) { id roles } }';
const END = 'mutation ($id: ID!) { endCustomerPerson(id: $id) { id state } }';
const PEOPLE =
  'query ($id: ID, $left: Boolean) { customerPeople(customerId: $id, includeLeft: $left) { id name email state roles actions } }';

interface CustomerPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly state: string;
  readonly actions: string[];
}

const address = (): string => `${randomUUID()}@example.com`;
const someone = (more: object = {}) => ({ name: '孙出纳', email: address(), roles: ['key_user'], ...more });
const reasonOf = async (who: Person, query: string, variables: Record<string, unknown>) =>
  (await who.ask(query, variables)).errors?.[0]?.extensions.reason;

async function people(who: Person, id?: string, left = false): Promise<CustomerPerson[]> {
  const { customerPeople } = await who.get<{ customerPeople: CustomerPerson[] }>(PEOPLE, { id: id ?? null, left });
  return customerPeople;
}

describe('a customer’s people', () => {
  test('the partner’s administrator invites a contact from its row; hotline and sales see it and may do nothing', async ({
    world,
    partner,
    customer,
  }) => {
    const admin = await hire(partner, '管理员', ['partner_admin']);
    const input = someone({ customerId: customer.id, contactId: customer.contactId });
    const { inviteCustomerPerson: invited } = await admin.get<{ inviteCustomerPerson: CustomerPerson }>(INVITE, {
      input,
    });
    expect(invited).toMatchObject({ state: 'INVITED', actions: ['resend', 'withdraw'] });
    const [first, second] = await people(partner.hotline, customer.id);
    expect([first, second]).toMatchObject([
      { name: '王会计', state: 'ACTIVE', actions: [] },
      { name: '孙出纳', state: 'INVITED', email: input.email, actions: [] },
    ]);
    expect(await partner.supervisor.codeOf(PEOPLE, { id: customer.id })).toBe('FORBIDDEN');
    expect(await partner.hotline.codeOf(INVITE, { input })).toBe('FORBIDDEN');
    expect(await reasonOf(admin, INVITE, { input })).toBe('person.isInvited');
    const browser = new OwnBrowser(world);
    await browser.at('invitation/accept', {
      token: world.host.seals.token('invitation', invited.id),
      password: 'lange-nicht-gesehen-8',
    });
    const { viewer } = await browser.get<{ viewer: object }>('{ viewer { id surface customerName roles } }');
    expect(viewer).toEqual({ id: invited.id, surface: 'portal', customerName: customer.name, roles: ['key_user'] });
  });

  test('the customer’s own administrator invites, changes and ends own people; a key user only looks', async ({
    partner,
    customer,
  }) => {
    const admin = customer.person;
    const user = await invite(partner, customer, '赵骨干', ['key_user']);
    expect(await user.codeOf(INVITE, { input: someone() })).toBe('FORBIDDEN');
    expect(await user.codeOf(END, { id: admin.membershipId })).toBe('FORBIDDEN');
    expect((await people(user)).map(({ name, actions }) => [name, actions])).toEqual([
      ['王会计', []],
      ['赵骨干', []],
    ]);
    const { inviteCustomerPerson: invited } = await admin.get<{
      inviteCustomerPerson: CustomerPerson & { version: number };
    }>(INVITE, { input: someone() });
    await admin.get('mutation ($id: ID!) { withdrawInvitation(id: $id) { id } }', { id: invited.id });
    await admin.get(CHANGE, { id: user.membershipId, input: { roles: ['key_user', 'signatory'] } });
    await admin.get(END, { id: user.membershipId });
    expect((await people(admin)).map(({ name }) => name)).toEqual(['王会计']);
    expect((await people(admin, undefined, true)).map(({ name, state }) => [name, state])).toEqual([
      ['王会计', 'ACTIVE'],
      ['赵骨干', 'LEFT'],
    ]);
  });

  test('a customer’s last administrator is removed by the partner only', async ({ partner, customer }) => {
    const { membershipId: id } = customer.person;
    expect(await reasonOf(customer.person, END, { id })).toBe('member.lastCustomerAdmin');
    expect(await reasonOf(customer.person, CHANGE, { id, input: { roles: ['key_user'] } })).toBe(
      'member.lastCustomerAdmin',
    );
    const admin = await hire(partner, '管理员', ['partner_admin']);
    expect(await reasonOf(admin, END, { id })).toBeUndefined();
  });

  test('another customer and another partner get NOT_FOUND, and nobody of staff can be reached from a portal', async ({
    partner,
    customer,
    rival,
  }) => {
    const other = await makeCustomer(partner, '上海另一家贸易有限公司');
    const stranger = await invite(partner, other, '钱管理');
    const thief = await hire(rival, '贼', ['partner_admin', 'sales', 'hotline_consultant']);
    const { inviteCustomerPerson: invited } = await customer.person.get<{ inviteCustomerPerson: CustomerPerson }>(
      INVITE,
      {
        input: someone(),
      },
    );
    for (const who of [stranger, thief]) {
      expect(await who.codeOf(PEOPLE, { id: customer.id })).toBe('NOT_FOUND');
      expect(await who.codeOf(INVITE, { input: someone({ customerId: customer.id }) })).toBe('NOT_FOUND');
      expect(await who.codeOf(CHANGE, { id: customer.person.membershipId, input: { title: 'x' } })).toBe('NOT_FOUND');
      expect(await who.codeOf(END, { id: customer.person.membershipId })).toBe('NOT_FOUND');
      expect(await who.codeOf('mutation ($id: ID!) { withdrawInvitation(id: $id) { id } }', { id: invited.id })).toBe(
        'NOT_FOUND',
      );
    }
    expect(await stranger.codeOf(INVITE, { input: someone({ contactId: customer.contactId }) })).toBe('NOT_FOUND');
    for (const document of [CHANGE, END])
      expect(
        await customer.person.codeOf(document, { id: partner.hotline.membershipId, input: { title: 'x' } }),
      ).not.toBeUndefined();
    expect((await people(stranger)).map(({ name }) => name)).toEqual(['钱管理']);
  });

  test('lists hear of changes of their own company’s people only', async ({ partner, customer }) => {
    const stranger = await invite(partner, await makeCustomer(partner, '上海另一家贸易有限公司'), '钱管理');
    const LISTEN = 'subscription { invitationChanged }';
    const silent = await stranger.listen<{ invitationChanged: string }>(LISTEN);
    const own = await customer.person.listen<{ invitationChanged: string }>(LISTEN);
    const sent: string[] = [];
    // A subscription says nothing of its beginning: until the first is heard, another one is sent.
    await expect
      .poll(async () => {
        const { inviteCustomerPerson } = await customer.person.get<{ inviteCustomerPerson: CustomerPerson }>(INVITE, {
          input: someone(),
        });
        sent.push(inviteCustomerPerson.id);
        return own.seen.length;
      })
      .toBeGreaterThan(0);
    expect(sent).toContain(own.seen[0]?.data?.invitationChanged);
    expect(silent.seen).toEqual([]);
    await Promise.all([stranger.leave(), customer.person.leave()]);
  });
});

describe('the database gives', () => {
  test('a desk its tenant’s invitations and absences, a portal its own company’s invitations and no absence, the door what it can name', async ({
    world,
    partner,
    customer,
    rival,
  }) => {
    const admin = await hire(partner, '管理员', ['partner_admin']);
    const { inviteCustomerPerson: invited } = await customer.person.get<{ inviteCustomerPerson: CustomerPerson }>(
      INVITE,
      {
        input: someone(),
      },
    );
    await admin.get('mutation ($people: [StaffInvitationInput!]!) { inviteStaff(people: $people) { id } }', {
      people: [someone({ roles: ['sales'] })],
    });
    await admin.get(
      'mutation ($id: ID!) { addAbsence(memberId: $id, input: { startsOn: "2099-01-01", endsOn: "2099-01-02", kind: LEAVE }) { id } }',
      { id: partner.hotline.membershipId },
    );
    const { tenancy, seals } = world.host;
    const count = async (scope: Parameters<ReturnType<typeof tenancy.reader>['query']>[0], table: string) => {
      const [row] = await tenancy
        .reader(scope.login)
        .query<{ n: number }>(scope, { text: `select count(*)::int as n from identity.${table}` });
      return row?.n;
    };
    const { tenant } = partner;
    const portal = { login: 'portal', tenant, customers: [customer.id] } as const;
    expect(await count({ login: 'desk', tenant }, 'invitation')).toBe(2);
    expect(await count({ login: 'desk', tenant: rival.tenant }, 'invitation')).toBe(0);
    expect(await count(portal, 'invitation')).toBe(1);
    expect(await count({ ...portal, customers: [randomUUID()] }, 'invitation')).toBe(0);
    expect(await count({ login: 'desk', tenant }, 'absence')).toBe(1);
    expect(await count(portal, 'absence')).toBe(0);
    const { keyOf } = await import('@landfall/kit/seal/key-of');
    expect(await count({ login: 'edge', key: keyOf(seals.token('invitation', invited.id)) }, 'invitation')).toBe(1);
    expect(await count({ login: 'edge', key: keyOf('guessed') }, 'invitation')).toBe(0);
    await expect(count({ login: 'edge', key: 'x' }, 'absence')).rejects.toThrow();
    // Headquarters its own alone, whatever it is said to be.
    expect(await count({ login: 'hq', tenant }, `invitation where tenant_id <> '${HEADQUARTERS}'`)).toBe(0);
    await expect(count({ login: 'hq', tenant }, 'absence')).rejects.toThrow();
  });

  test('no membership at the door that isn’t the invitation’s, nor a portal’s hand on staff', async ({
    world,
    partner,
    customer,
  }) => {
    const { keyOf } = await import('@landfall/kit/seal/key-of');
    const { tenancy, seals } = world.host;
    const { inviteCustomerPerson: invited } = await customer.person.get<{ inviteCustomerPerson: CustomerPerson }>(
      INVITE,
      {
        input: someone(),
      },
    );
    const account = randomUUID();
    const join = (roles: string[], customerId: string | null, key: string) =>
      tenancy.atDoor({ key, account }, (door) =>
        door.execute(
          `insert into identity.membership (tenant_id, id, account_id, customer_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
           values (?, ?, ?, ?, 'x', 'x', (select array_agg(value) from jsonb_array_elements_text(?::jsonb)), '{}', '{}', 'x', 1)`,
          [partner.tenant, invited.id, account, customerId, JSON.stringify(roles)],
        ),
      );
    const key = keyOf(seals.token('invitation', invited.id));
    await expect(join(['customer_admin'], customer.id, key)).rejects.toThrow();
    await expect(join(['key_user'], null, key)).rejects.toThrow();
    await expect(join(['key_user'], customer.id, keyOf('guessed'))).rejects.toThrow();
    const portal = { login: 'portal', tenant: partner.tenant, customers: [customer.id] } as const;
    const changed = await tenancy.reader('portal').query(portal, {
      text: `update identity.membership set title = 'x' where id = $1 returning id`,
      values: [partner.hotline.membershipId],
    });
    expect(changed).toEqual([]);
    await expect(
      tenancy.reader('portal').query(portal, {
        text: 'update identity.membership set customer_id = null where id = $1',
        values: [customer.person.membershipId],
      }),
    ).rejects.toThrow();
    await expect(join(['key_user'], customer.id, key)).resolves.toBeDefined();
  });
});
