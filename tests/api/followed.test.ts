import { expect } from 'vitest';
import { test as base } from '../kit/fixtures.ts';
import { appoint, hire } from '../kit/organisation.ts';
import type { Listening, Person } from '../kit/person.ts';
import { raise } from '../kit/story.ts';

const test = base.extend('boss', ({ partner }): Promise<Person> => hire(partner, '钱总', ['partner_admin']));
const CONTACT = 'mutation ($id: ID!, $input: ContactInput!) { addContact(customerId: $id, input: $input) { id } }';
/** Everything that is sent goes out in order: where the later is heard, the earlier isn't on its way any more. */
const heard = (one: Listening<unknown>): number => one.seen.length;

test('a list of customers and a customer’s page hear of a change of the record, of their own only', async ({
  partner,
  customer,
  boss,
  rival,
}) => {
  type Told = { customerChanged: { id: string; contacts: { name: string }[] } };
  const selection = '{ id contacts { name } }';
  const list = await partner.hotline.listen<Told>(`subscription { customerChanged ${selection} }`);
  const page = await partner.supervisor.listen<Told>(
    `subscription ($id: ID!) { customerChanged(id: $id) ${selection} }`,
    { id: customer.id },
  );
  const own = await customer.person.listen<Told>(`subscription { customerChanged ${selection} }`);
  const stranger = await rival.hotline.listen<Told>(
    `subscription ($id: ID!) { customerChanged(id: $id) ${selection} }`,
    { id: customer.id },
  );
  const everything = await rival.supervisor.listen<Told>(`subscription { customerChanged ${selection} }`);
  await boss.get(CONTACT, { id: customer.id, input: { name: '赵出纳', mobile: '13600001111' } });
  for (const one of [list, page, own])
    await one.until(({ customerChanged: { id, contacts } }) => id === customer.id && contacts.length === 2);
  expect([heard(stranger), heard(everything)]).toEqual([0, 0]);
  await Promise.all(
    [partner.hotline, partner.supervisor, customer.person, rival.hotline, rival.supervisor].map((one) => one.leave()),
  );
});

test('colleagues at the hotline hear of each other’s calls; customers and rival hear of none', async ({
  partner,
  customer,
  rival,
}) => {
  const seen = await partner.supervisor.listen<{ callChanged: { state: string } }>(
    'subscription { callChanged { id state } }',
  );
  const nothing = await rival.hotline.listen('subscription { callChanged { id } }');
  await raise({ ...partner, customer });
  await seen.until(({ callChanged }) => callChanged.state === 'RAISED');
  expect(heard(nothing)).toBe(0);
  const refused = await customer.person.listen('subscription { callChanged { id } }');
  await expect.poll(() => refused.seen[0]?.errors?.[0]?.extensions.code).toBe('INVALID');
  await Promise.all([partner.supervisor, rival.hotline, customer.person].map((one) => one.leave()));
});

test('who shows the partner’s hours or name hears that they changed, at the desk and in the portal, and rival doesn’t', async ({
  partner,
  customer,
  boss,
  rival,
}) => {
  const seen = await Promise.all(
    [partner.hotline, customer.person].map((one) =>
      one.listen<{ partnerChanged: string }>('subscription { partnerChanged }'),
    ),
  );
  const nothing = await rival.hotline.listen('subscription { partnerChanged }');
  await boss.get('mutation ($input: OrganisationInput!) { updateOrganisation(input: $input) { version } }', {
    input: { senderName: '甲软件客服' },
  });
  for (const one of seen) await one.until(({ partnerChanged }) => partnerChanged === partner.tenant);
  expect(heard(nothing)).toBe(0);
  await Promise.all([partner.hotline, customer.person, rival.hotline].map((one) => one.leave()));
});

test('a person’s other pages hear of their account, and nobody else’s do', async ({ world, partner, rival }) => {
  await world.owner.query(
    'insert into identity.account (id, email_key, email) select account_id, $1, $1 from identity.membership where id = $2',
    ['hotline@example.cn', partner.hotline.membershipId],
  );
  type Told = { accountChanged: string };
  const mine = await partner.hotline.listen<Told>('subscription { accountChanged }');
  const others = await Promise.all(
    [partner.supervisor, rival.hotline].map((one) => one.listen<Told>('subscription { accountChanged }')),
  );
  const save = 'mutation ($zone: String) { saveMyPreferences(timeZone: $zone) { timeZone } }';
  await partner.hotline.get(save, { zone: 'Asia/Taipei' });
  await mine.until(({ accountChanged }) => Boolean(accountChanged));
  expect(others.map(heard)).toEqual([0, 0]);
  await Promise.all([partner.hotline, partner.supervisor, rival.hotline].map((one) => one.leave()));
});

test('a request to correct something is heard of by who settles it and who asked, and by no colleague or rival', async ({
  partner,
  boss,
  rival,
}) => {
  const document = 'subscription { dataRequestChanged }';
  const listening = await Promise.all([boss, partner.hotline].map((one) => one.listen(document)));
  const others = await Promise.all([partner.supervisor, rival.hotline].map((one) => one.listen(document)));
  const { askCorrection } = await partner.hotline.get<{ askCorrection: { id: string } }>(
    'mutation ($text: String!) { askCorrection(text: $text) { id } }',
    { text: '我的手机号码写错了' },
  );
  for (const one of listening) await one.until((told) => Object.values(told as object)[0] === askCorrection.id);
  expect(others.map(heard)).toEqual([0, 0]);
  await Promise.all([boss, partner.hotline, partner.supervisor, rival.hotline].map((one) => one.leave()));
});

test('a new floor is heard of by headquarters and by partners’ administrators; whoever may not read it isn’t told', async ({
  world,
  partner,
  boss,
  headquarters,
  rival,
}) => {
  const document = 'subscription { policyFloorChanged }';
  const listening = await Promise.all([boss, headquarters].map((one) => one.listen(document)));
  const refused = await rival.hotline.listen(document);
  await expect.poll(() => refused.seen[0]?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const keeper = await appoint(world, ['hq_admin']);
  const { addPolicyFloor } = await keeper.get<{ addPolicyFloor: { id: string } }>(
    'mutation ($input: PolicyFloorInput!) { addPolicyFloor(input: $input) { id } }',
    // Others' tests run beside: it begins when none of them looks.
    {
      input: {
        validFrom: Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 700 }).toString(),
        clockMode: 'WORKDAY',
        contactHours: 16,
        onSiteHours: 24,
        openMinutes: 0,
      },
    },
  );
  for (const one of listening) await one.until((told) => Object.values(told as object)[0] === addPolicyFloor.id);
  await Promise.all([partner.hotline, boss, headquarters, rival.hotline].map((one) => one.leave()));
});
