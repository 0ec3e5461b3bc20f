import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect } from 'vitest';
import { test as base, type Company, type Partner } from '../kit/fixtures.ts';
import { appoint, hire, invite, makeCustomer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';

interface Line {
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly address: string | null;
  readonly way: string;
  readonly action: string;
  readonly noun: string;
  readonly nounId: string;
  readonly label: string | null;
  readonly customerName: string | null;
  readonly changes: readonly { field: string; before: string | null; after: string | null }[];
  readonly isErased: boolean;
}
interface Lines {
  readonly nodes: readonly Line[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const FIELDS = `nodes { at actorId actorName address way action noun nounId label customerName isErased changes { field before after } } pageInfo { hasNextPage endCursor }`;
const TRAIL = `query Trail($filter: AuditFilter, $first: Int, $after: String) { auditEntries(filter: $filter, first: $first, after: $after) { ${FIELDS} } }`;
const OF = `query Of($noun: String!, $id: ID!) { auditOf(noun: $noun, id: $id) { ${FIELDS} } }`;
const RAISE = `mutation Raise($input: RaiseTicketInput!) { raiseTicket(input: $input) { id number } }`;
const WAIT = `mutation Wait($id: ID!, $reason: String!) { waitTicket(id: $id, reason: $reason) { id } }`;
const NOTE = `mutation Note($id: ID!) { noteTicket(id: $id, text: "记一笔") { id } }`;
const CONTACT = `mutation Contact($id: ID!, $mobile: String) { updateContact(id: $id, input: { mobile: $mobile }) { id } }`;
const EXPORT = `mutation Export($filter: AuditFilter) { exportAudit(filter: $filter) }`;

const test = base
  .extend('admin', ({ partner }): Promise<Person> => hire(partner, '吴管理', ['partner_admin']))
  .extend('company', async ({ partner }): Promise<Company> => {
    const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
    return { ...customer, person: await invite(partner, customer, '王会计') };
  });

const trail = async (person: Person, filter: object = {}, more: object = {}): Promise<Lines> =>
  (await person.get<{ auditEntries: Lines }>(TRAIL, { filter, ...more })).auditEntries;

async function raise(
  partner: Partner,
  company: Company,
  symptom = '凭证打印错位',
): Promise<{ id: string; number: string }> {
  const input = { customerId: company.id, contactId: company.contactId, symptom, severity: 'NORMAL' };
  return (await partner.hotline.get<{ raiseTicket: { id: string; number: string } }>(RAISE, { input })).raiseTicket;
}

describe('the audit trail', () => {
  test('who did what to which thing, when and from where, with before and after', async ({
    partner,
    admin,
    company,
  }) => {
    const ticket = await raise(partner, company);
    await partner.hotline.get(WAIT, { id: ticket.id, reason: '等客户的账套' });
    const { nodes } = await trail(admin, { nounId: ticket.id });
    expect(nodes.map(({ action }) => action)).toEqual(['waitTicket', 'raiseTicket']);
    const [waited] = nodes;
    expect(waited).toMatchObject({
      actorId: partner.hotline.membershipId,
      actorName: '陈热线',
      address: '127.0.0.1',
      way: 'PASSWORD',
      noun: 'ticket',
      label: ticket.number,
      customerName: company.name,
      isErased: false,
    });
    expect(waited?.changes).toEqual([
      { field: 'state', before: 'OPEN', after: 'WAITING' },
      { field: 'waitingReason', before: null, after: '等客户的账套' },
    ]);
    expect(Date.now() - Date.parse(waited?.at ?? '')).toBeLessThan(60_000);
  });

  test('a remark, which changes nothing of the thing itself, has its line too', async ({ partner, admin, company }) => {
    const { id } = await raise(partner, company);
    await partner.hotline.get(NOTE, { id });
    const { auditOf } = await admin.get<{ auditOf: Lines }>(OF, { noun: 'ticket', id });
    expect(auditOf.nodes[0]).toMatchObject({ action: 'noteTicket', changes: [] });
  });

  test('what a customer’s person does is there with the customer’s name', async ({ admin, company }) => {
    const input = { symptom: '登录不了', severity: 'NORMAL' };
    await company.person.get(RAISE, { input });
    const { nodes } = await trail(admin, { actorId: company.person.membershipId });
    expect(nodes[0]).toMatchObject({ action: 'raiseTicket', actorName: '王会计', customerName: company.name });
  });

  test('it is searched by person, thing, action, period and text, page by page', async ({
    partner,
    admin,
    company,
  }) => {
    const ticket = await raise(partner, company, '报表公式取数为零');
    for (let i = 0; i < 3; i += 1) await partner.hotline.get(NOTE, { id: ticket.id });
    const numbers = async (filter: object): Promise<number> => (await trail(admin, filter)).nodes.length;
    expect(await numbers({ actorId: partner.supervisor.membershipId })).toBe(0);
    expect(await numbers({ noun: 'ticket', nounId: ticket.id, actions: ['raiseTicket'] })).toBe(1);
    expect(await numbers({ nounId: ticket.id, until: '2020-01-01T00:00:00Z' })).toBe(0);
    expect(await numbers({ nounId: ticket.id, from: '2020-01-01T00:00:00Z' })).toBe(4);
    expect(await numbers({ text: '公式取数' })).toBe(4);
    expect(await numbers({ text: ticket.number })).toBe(4);
    expect(await numbers({ text: '100%_不存在' })).toBe(0);
    expect(await numbers({ by: 'SUPPORT' })).toBe(0);
    const first = await trail(admin, { nounId: ticket.id }, { first: 3 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await trail(admin, { nounId: ticket.id }, { first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map(({ action }) => action)).toEqual([
      ...['noteTicket', 'noteTicket', 'noteTicket'],
      'raiseTicket',
    ]);
  });

  test('rival’s administrator sees none of it, by any question; others don’t see it at all', async ({
    partner,
    company,
    rival,
    world,
  }) => {
    const ticket = await raise(partner, company);
    const stranger = await hire(rival, '乙管理', ['partner_admin']);
    expect((await trail(stranger)).nodes).toEqual([]);
    expect((await trail(stranger, { nounId: ticket.id })).nodes).toEqual([]);
    expect((await trail(stranger, { text: ticket.number })).nodes).toEqual([]);
    expect((await trail(stranger, { actorId: partner.hotline.membershipId })).nodes).toEqual([]);
    expect(await partner.hotline.codeOf(TRAIL)).toBe('FORBIDDEN');
    expect(await company.person.codeOf(TRAIL)).toBeDefined();
    const headquarters = await appoint(world, ['hq_admin']);
    expect((await trail(headquarters, { nounId: ticket.id })).nodes).toEqual([]);
  });

  test('an export needs a proof and is itself in the trail', async ({ admin, partner }) => {
    await admin.get(EXPORT, { filter: { noun: 'ticket' } });
    const { nodes } = await trail(admin, { actions: ['exportAudit'] });
    expect(nodes[0]).toMatchObject({ noun: 'export', actorName: '吴管理' });
    expect(nodes[0]?.changes).toEqual([{ field: 'filter', before: null, after: '{"noun":"ticket"}' }]);
    expect(await partner.hotline.codeOf(EXPORT)).toBe('FORBIDDEN');
  });

  test('what is about people is sealed at rest, and unreadable for good once their key is dropped; the line stays', async ({
    partner,
    admin,
    company,
    world,
  }) => {
    await partner.hotline.get(CONTACT, { id: company.contactId, mobile: '13911112222' });
    const about = { nounId: company.contactId };
    const [before] = (await trail(admin, about)).nodes;
    expect(before).toMatchObject({ label: '王会计', isErased: false });
    expect(before?.changes).toEqual([{ field: 'mobile', before: company.mobile, after: '139 1111 2222' }]);
    const { rows } = await world.owner.query<{ line: string }>(
      'select to_jsonb(e)::text as line from ledger.audit_entry e where tenant_id = $1',
      [partner.tenant],
    );
    for (const { line } of rows)
      for (const value of ['王会计', '139 1111', company.mobile, '127.0.0.1', '陈热线'])
        expect(line).not.toContain(value);
    await world.owner.query(
      'update ledger.subject_key set sealed_key = null where tenant_id = $1 and subject_id = $2',
      [partner.tenant, company.contactId],
    );
    const [after] = (await trail(admin, about)).nodes;
    expect(after).toMatchObject({ action: 'updateContact', actorName: '陈热线', isErased: true, changes: [] });
  });
});

describe('what is a line and what isn’t', () => {
  test('a change of a contact is one line: its customer, only touched, has none', async ({
    partner,
    admin,
    company,
    world,
  }) => {
    await partner.hotline.get(CONTACT, { id: company.contactId, mobile: '13911113333' });
    const { rows } = await world.owner.query(
      'select noun, before, after from ledger.audit_entry where tenant_id = $1',
      [partner.tenant],
    );
    expect(rows).toEqual([{ noun: 'contact', before: null, after: null }]);
    expect((await trail(admin)).nodes.map(({ noun }) => noun)).toEqual(['contact']);
  });
});

describe('what it costs', () => {
  test('a line goes with the events in one statement; only somebody new to the process costs one more', async ({
    partner,
    company,
  }) => {
    const { id } = await raise(partner, company);
    await partner.hotline.get(NOTE, { id });
    const { prototype } = pg.Client;
    const { query } = prototype;
    const said: string[] = [];
    prototype.query = function (this: pg.Client, ...args: [never]) {
      const [first] = args as unknown as [string | { text?: string }];
      said.push(typeof first === 'string' ? first : (first?.text ?? ''));
      return (query as (...all: unknown[]) => unknown).apply(this, args) as never;
    } as never;
    try {
      await partner.hotline.get(WAIT, { id, reason: '等账套' });
    } finally {
      prototype.query = query;
    }
    const lines = said.filter((text) => text.includes('ledger.audit_entry'));
    expect(lines.length).toBe(1);
    expect(lines[0]).toContain('kit.outbox_event');
    expect(said.filter((text) => text.includes('subject_key'))).toEqual([]);
  });
});

describe('append-only', () => {
  test('no login of a surface may change or delete a line, nor background work one that is young', async ({
    partner,
    company,
    world,
  }) => {
    await raise(partner, company);
    for (const login of ['desk', 'portal', 'hq', 'edge', 'worker'] as const) {
      const client = new pg.Client({ connectionString: world.loginUrl(login) });
      await client.connect();
      try {
        await client.query('begin');
        await client.query(
          `select set_config('app.tenant', $1, true), set_config('app.customers', $2, true), set_config('app.account', $3, true)`,
          [partner.tenant, `{${company.id}}`, randomUUID()],
        );
        const told = async (sql: string): Promise<string | number | null> => {
          await client.query('savepoint s');
          const result = await client.query(sql).catch((error: { code: string }) => error.code);
          await client.query('rollback to s');
          return typeof result === 'string' ? result : result.rowCount;
        };
        expect(await told(`update ledger.audit_entry set action = 'nothing'`), login).toBe('42501');
        expect(await told('delete from ledger.audit_entry'), login).toBe(login === 'worker' ? 0 : '42501');
        expect(await told('truncate ledger.audit_entry'), login).toBe('42501');
      } finally {
        await client.end();
      }
    }
  });
});
