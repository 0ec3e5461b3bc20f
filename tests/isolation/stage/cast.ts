import type { Customer, Organisation } from '../../kit/organisation.ts';
import { appoint, hire, invite, makeCustomer, makeOrganisation } from '../../kit/organisation.ts';
import type { Person } from '../../kit/person.ts';
import { dispatch, raise, record, tell, visit } from '../../kit/story.ts';
import type { World } from '../../kit/world.ts';
import { readTables, type Table } from './catalogue.ts';
import type { Surface } from './contracts.ts';
import { fillTables, type Refused } from './fill-tables.ts';
import { DESK_ROLES, HQ_ROLES, PORTAL_ROLES } from './roles.ts';
import type { Whose } from './whose.ts';

/** Somebody who asks: one role at one place. */
export interface Asker {
  readonly role: string;
  readonly surface: Surface;
  person: Person;
  /** The same role come in again, as somebody new. */
  readonly again: () => Promise<Person>;
}

/** A partner at work: every role of the desk, and customers with their people. */
export interface Firm extends Organisation {
  readonly staff: ReadonlyMap<string, Asker>;
  readonly customers: readonly Customer[];
  readonly people: readonly Asker[];
}

/** One of every role at the desk. */
export async function staff(organisation: Organisation, prefix = ''): Promise<Map<string, Asker>> {
  const everyone = new Map<string, Asker>();
  for (const role of DESK_ROLES) {
    const again = () => hire(organisation, `${prefix}${role}`, [role], { lines: ['KIS'], divisions: ['3101'] });
    everyone.set(role, { role, surface: 'desk', person: await again(), again });
  }
  return everyone;
}

/** One of every role at a customer. */
export async function portalPeople(organisation: Organisation, customer: Customer, prefix = ''): Promise<Asker[]> {
  const people: Asker[] = [];
  for (const role of PORTAL_ROLES) {
    const again = () => invite(organisation, customer, `${prefix}${role}`, [role]);
    people.push({ role, surface: 'portal', person: await again(), again });
  }
  return people;
}

/** One of every role at headquarters. */
export async function headquarters(world: World): Promise<Asker[]> {
  const people: Asker[] = [];
  for (const role of HQ_ROLES) {
    const again = () => appoint(world, [role]);
    people.push({ role, surface: 'hq', person: await again(), again });
  }
  return people;
}

/** Everybody of the cast has an account, as whoever came in by an invitation has. */
export async function openAccounts(world: World): Promise<void> {
  await world.owner.query(
    `insert into identity.account (id, email_key, email)
     select m.id, encode(sha256(convert_to(m.id || '@example.cn', 'utf8')), 'hex'), m.id || '@example.cn'
     from (select account_id as id from identity.membership union select account_id from identity.headquarters_membership) m
     where not exists (select from identity.account a where a.id = m.id)`,
  );
}

/** A partner with customers, everybody's roles, and visits in every state for each of the customers named. */
export async function firm(world: World, name: string, customerNames: readonly string[]): Promise<Firm> {
  const organisation = await makeOrganisation(world, name);
  const everyone = await staff(organisation, name.slice(0, 2));
  const customers: Customer[] = [];
  const people: Asker[] = [];
  for (const customerName of customerNames) {
    const customer = await makeCustomer(organisation, customerName);
    customers.push(customer);
    people.push(...(await portalPeople(organisation, customer, customerName.slice(0, 2))));
    await busy(everyone, customer, people.at(-PORTAL_ROLES.length)?.person as Person);
  }
  return { ...organisation, staff: everyone, customers, people };
}

/** One visit in each state it can be in, so that every action meets one that lets it happen. */
async function busy(everyone: ReadonlyMap<string, Asker>, customer: Customer, person: Person): Promise<void> {
  const [hotline, supervisor, consultant] = ['hotline_consultant', 'area_supervisor', 'service_consultant'].map(
    (role) => everyone.get(role)?.person as Person,
  ) as [Person, Person, Person];
  const cast = { hotline, supervisor, consultant, customer: { ...customer, person } };
  await tell(cast);
  const open = async (): Promise<string> => dispatch(hotline, (await raise(cast)).ticketId);
  const call = { customerId: customer.id, contactId: customer.contactId, callerNumber: customer.mobile };
  for (let calls = 0; calls < 2; calls += 1)
    await hotline.get('mutation ($input: AnswerCallInput!) { answerCall(input: $input) { id } }', { input: call });
  await person.get('mutation ($input: RaiseTicketInput!) { raiseTicket(input: $input) { id } }', {
    input: { symptom: '报表打不开' },
  });
  const { ticketId } = await raise(cast);
  await hotline.get('mutation ($id: ID!) { waitTicket(id: $id, reason: "等客户备份") { id } }', { id: ticketId });
  const { ticketId: solved } = await raise(cast);
  await hotline.get('mutation ($id: ID!) { resolveTicket(id: $id, solution: "已重新过账") { id } }', { id: solved });
  await open();
  const priced = await dispatch(hotline, (await raise(cast)).ticketId, { serviceItems: [{ code: 'CUSTOM_REPORT' }] });
  await supervisor.get(ASSIGN, { id: priced, c: consultant.membershipId });
  const steps: ((id: string) => Promise<unknown>)[] = [
    (id) => supervisor.get(ASSIGN, { id, c: consultant.membershipId }),
    (id) => consultant.get('mutation ($id: ID!) { contactCustomer(id: $id, reached: true) { id } }', { id }),
    (id) =>
      consultant.get('mutation ($id: ID!, $at: DateTime!) { scheduleVisit(id: $id, appointmentAt: $at) { id } }', {
        id,
        at: Temporal.Now.instant().add({ hours: 2 }).toString(),
      }),
    (id) => consultant.get('mutation ($id: ID!) { departForVisit(id: $id) { id } }', { id }),
  ];
  for (let reached = 1; reached <= steps.length; reached += 1) {
    const id = await open();
    for (const step of steps.slice(0, reached)) await step(id);
  }
  const there = await open();
  await visit(cast, there);
  const recorded = await open();
  await visit(cast, recorded);
  await record(consultant, recorded);
  const disputed = await open();
  await visit(cast, disputed);
  const { recordId } = await record(consultant, disputed);
  await person.get('mutation ($id: ID!) { disputeServiceRecord(id: $id, reason: "没有解决") { id } }', {
    id: recordId,
  });
}

const ASSIGN = 'mutation ($id: ID!, $c: ID!) { assignDispatchOrder(id: $id, consultantId: $c) { id } }';

/** Whose a firm's rows are; with a customer, that customer's alone. */
export async function whoseOf(firm: Firm, name: string, customer?: Customer): Promise<Whose> {
  const of = customer ? `customer_id = '${customer.id}'` : 'true';
  const { rows } = await firm.world.owner.query<{ id: string; account_id: string }>(
    `select id, account_id from identity.membership where tenant_id = $1 and ${of} order by name`,
    [firm.tenant],
  );
  return {
    name,
    tenant: firm.tenant,
    ...(customer ? { customer: customer.id } : {}),
    accounts: rows.map((row) => row.account_id),
    members: rows.map((row) => row.id),
  };
}

/** Every table, with a row of each of these in it. */
export async function everyTableFull(
  world: World,
  victims: readonly Whose[],
): Promise<{ tables: Table[]; refused: (Refused & { whose: string })[] }> {
  const tables = await readTables(world.owner);
  const refused = [];
  for (const whose of victims)
    for (const one of await fillTables(world.owner, tables, whose)) refused.push({ ...one, whose: whose.name });
  return { tables, refused };
}
