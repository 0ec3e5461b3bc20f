import { expect } from 'vitest';
import { test as base } from '../kit/fixtures.ts';
import { hire } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';

const READ = `{ organisation { name senderName monitoringLine logo version departments { name members } regions { code name members } } }`;
const UPDATE = `mutation ($input: OrganisationInput!, $version: Int) { updateOrganisation(input: $input, expectedVersion: $version) { name senderName version } }`;
const DEPARTMENTS = `mutation ($input: DepartmentsInput!) { saveDepartments(input: $input) { departments { name members } } }`;
const REGIONS = `mutation ($input: RegionsInput!) { saveRegions(input: $input) { regions { code name members } } }`;

interface Organisation {
  name: string;
  logo: string | null;
  version: number;
  departments: { name: string; members: number }[];
  regions: { code: string; name: string; members: number }[];
}

const test = base.extend('boss', ({ partner }): Promise<Person> => hire(partner, '钱总', ['partner_admin']));
const read = async (person: Person): Promise<Organisation> =>
  (await person.get<{ organisation: Organisation }>(READ)).organisation;

/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('a new name is what everybody reads; somebody else’s change isn’t overwritten, and a sender can’t smuggle a header', async ({
  world,
  partner,
  boss,
  rival,
}) => {
  const { version } = await read(boss);
  await boss.get(UPDATE, { input: { name: '  上海   甲软件 ', senderName: '甲软件客服' }, version });
  expect(await boss.get('{ partner { name } }')).toEqual({ partner: { name: '上海 甲软件' } });
  const { rows } = await world.owner.query(
    `select distinct organisation_name from identity.membership where tenant_id = $1 and customer_id is null`,
    [partner.tenant],
  );
  expect(rows).toEqual([{ organisation_name: '上海 甲软件' }]);
  expect(await boss.codeOf(UPDATE, { input: { name: '旧版本' }, version })).toBe('CONFLICT');
  for (const senderName of ['a\r\nBcc: x@y.z', '"<x@y.z>', 'a@b.cn'])
    expect(await boss.codeOf(UPDATE, { input: { senderName } }), senderName).toBe('INVALID');
  expect(await boss.codeOf(UPDATE, { input: { monitoringEmail: 'no address' } })).toBe('INVALID');
  expect(await partner.hotline.codeOf(READ)).toBe('FORBIDDEN');
  const stranger = await hire(rival, '别家老板', ['partner_admin']);
  expect((await read(stranger)).name).toBe(rival.name);
});

test('a renamed department takes its people along; one with people stays, and no name is there twice', async ({
  partner,
  boss,
  rival,
}) => {
  const person = await hire(partner, '周顾问', ['service_consultant'], { lines: ['KIS'] });
  const save = (...departments: object[]) => boss.ask(DEPARTMENTS, { input: { departments } });
  expect((await save({ name: 'KIS' }, { name: '销售' })).errors).toBeUndefined();
  const renamed = await save({ name: 'KIS 服务部', was: 'KIS' }, { name: '销售', was: '销售' });
  expect(renamed.data).toEqual({
    saveDepartments: {
      departments: [
        { name: 'KIS 服务部', members: 1 },
        { name: '销售', members: 0 },
      ],
    },
  });
  const { members } = await boss.get<{ members: { nodes: { id: string; department: string | null }[] } }>(
    '{ members(first: 50) { nodes { id department } } }',
  );
  expect(members.nodes.find(({ id }) => id === person.membershipId)?.department).toBe('KIS 服务部');
  expect((await save({ name: '销售', was: '销售' })).errors?.[0]?.extensions.reason).toBe('department.inUse');
  expect((await save({ name: 'A' }, { name: 'a' })).errors?.[0]?.extensions.reason).toBe('department.twice');
  const stranger = await hire(rival, '别家老板', ['partner_admin']);
  expect((await read(stranger)).departments).toEqual([]);
});

test('a region served as a whole needs no part of it, and one that doesn’t exist is named', async ({ boss, rival }) => {
  const { saveRegions } = await boss.get<{ saveRegions: Organisation }>(REGIONS, {
    input: { codes: ['310115', '310000', '320500'] },
  });
  expect(saveRegions.regions.map(({ code, name }) => `${code} ${name}`)).toEqual([
    '310000 上海市',
    '320500 江苏省 苏州市',
  ]);
  expect((await boss.ask(REGIONS, { input: { codes: ['999999'] } })).errors?.[0]?.extensions.reason).toBe(
    'region.unknown',
  );
  const stranger = await hire(rival, '别家老板', ['partner_admin']);
  expect((await read(stranger)).regions).toEqual([]);
});

test('a logo is a picture by its bytes, made anew, served to the partner’s own people with nosniff and to nobody else', async ({
  world,
  partner,
  boss,
  customer,
  headquarters,
  rival,
}) => {
  const call = (person: Person | null, path: string, init: RequestInit = {}) =>
    fetch(`${world.url}${path}`, {
      ...init,
      headers: { 'accept-language': 'en', ...(person ? { cookie: `landfall=${person.token}` } : {}) },
    });
  const put = (person: Person | null, body: Buffer) =>
    call(person, '/files/logo/', { method: 'PUT', body: new Uint8Array(body) });
  const reasonOf = async (response: Response) =>
    ((await response.json()) as { errors: { extensions: { reason: string } }[] }).errors[0]?.extensions.reason;
  const sent = await put(boss, PNG);
  expect(sent.status).toBe(200);
  const { logo } = (await sent.json()) as { logo: string };
  expect((await read(boss)).logo).toBe(logo);
  const served = await call(customer.person, logo);
  expect(served.status).toBe(200);
  expect(served.headers.get('content-type')).toBe('image/webp');
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(served.headers.get('cache-control')).toMatch(/private/);
  expect(
    Buffer.from(await served.arrayBuffer())
      .subarray(8, 12)
      .toString(),
  ).toBe('WEBP');
  for (const other of [rival.hotline, headquarters]) expect((await call(other, logo)).status).toBe(404);
  expect((await call(null, logo)).status).toBe(401);
  expect((await call(boss, '/files/logo/../../etc/passwd')).status).not.toBe(200);

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  expect(await reasonOf(await put(boss, svg))).toBe('logo.notPicture');
  expect(await reasonOf(await put(boss, Buffer.concat([PNG.subarray(0, 20), Buffer.alloc(40)])))).toBe(
    'logo.unreadable',
  );
  expect(await reasonOf(await put(boss, Buffer.concat([PNG, Buffer.alloc(1_000_000)])))).toBe('logo.tooBig');
  expect((await put(partner.hotline, PNG)).status).toBe(403);
  expect((await put(customer.person, PNG)).status).toBe(403);
  expect((await put(null, PNG)).status).toBe(401);
  expect((await read(boss)).logo).toBe(logo);
  await boss.get('mutation { removeLogo { logo } }');
  expect((await read(boss)).logo).toBeNull();
});
