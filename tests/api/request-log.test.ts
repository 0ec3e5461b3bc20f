import { randomUUID } from 'node:crypto';
import { createLog } from '@landfall/kit/log/log';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hire, makeOrganisation } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
const lines: string[] = [];

beforeAll(async () => {
  world = await startWorld({ log: createLog('trace', { write: (line) => void lines.push(line) }) });
});
afterAll(() => world.close());

interface Line {
  readonly [key: string]: unknown;
  readonly logId: string;
}

/** The line of an answer. */
async function lineOf(answer: Response): Promise<Line | undefined> {
  const id = answer.headers.get('x-log-id');
  const find = () => lines.map((line) => JSON.parse(line) as Line).find((l) => l.msg === 'request' && l.logId === id);
  await expect.poll(find).toBeTruthy();
  return find();
}

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

test('a request’s line says whose it was, what it asked for and how it went; a rival’s line names the rival alone', async () => {
  const [partner, rival] = [await makeOrganisation(world, '上海甲软件'), await makeOrganisation(world, '广州乙软件')];
  const [ours, theirs] = [
    await hire(partner, '陈热线', ['hotline_consultant']),
    await hire(rival, '钱热线', ['hotline_consultant']),
  ];
  const ask = ({ token }: Person) =>
    fetch(`${world.url}/graphql`, json({ query: '{ viewer { name } }' }, { cookie: `landfall=${token}` }));
  const [mine, other] = [await lineOf(await ask(ours)), await lineOf(await ask(theirs))];
  expect(mine).toEqual({
    ...{ level: 20, time: expect.any(Number), msg: 'request', logId: expect.any(String) },
    ...{ method: 'POST', kind: 'graphql', operation: expect.stringMatching(/^#[0-9a-f]{12}$/) },
    ...{ tenant: partner.tenant, surface: 'desk', status: 200, ms: expect.any(Number) },
  });
  expect(other).toMatchObject({ tenant: rival.tenant });
  expect(JSON.stringify(other)).not.toContain(partner.tenant);
  const nobodys = await lineOf(await fetch(`${world.url}/graphql`, json({ query: '{ x }' })));
  expect([nobodys?.tenant, nobodys?.surface]).toEqual([undefined, undefined]);
});

test('personal values and tokens planted in every part of a request appear in no line of the log', async () => {
  lines.length = 0;
  const planted = `PLANTED${randomUUID().replaceAll('-', '')}`;
  const partner = await makeOrganisation(world, '上海甲软件');
  const { token } = await hire(partner, planted, ['hotline_consultant']);
  const cookie = `landfall=${token}`;
  const asked = [
    `/graphql?query=${planted}`,
    `/auth/${planted}?token=${planted}`,
    `/auth/invitation/${planted}`,
    `/auth/sso/start/${planted}`,
    `/auth/sso/callback?code=${planted}&state=${planted}`,
    `/auth/support/${planted}`,
    `/files/logo/${planted}`,
    `/files/archive/${planted}`,
    `/kept-mail/${planted}`,
    `/_app/${planted}.js`,
    `/reset-password?token=${planted}`,
    `/${planted}/${planted}.${planted.slice(0, 9)}?${planted}#${planted}`,
  ].map((path) => fetch(world.url + path, { headers: { cookie, 'user-agent': planted, referer: planted } }));
  const body = {
    query: `query ${planted} { tickets(search: "${planted}") { edges { node { id } } } ${planted} }`,
    operationName: planted,
    variables: { [planted]: planted },
    extensions: { [planted]: planted },
  };
  const email = `${planted}@example.cn`;
  const secrets = { email, password: planted, code: planted, token: planted, membershipId: planted };
  asked.push(
    fetch(`${world.url}/graphql`, json(body, { cookie })),
    fetch(`${world.url}/graphql`, json({ documentId: planted, operationName: planted }, { cookie })),
    fetch(`${world.url}/graphql`, json(body, { authorization: `Bearer ${planted}` })),
    fetch(`${world.url}/graphql`, { ...json({}), body: planted }),
    fetch(`${world.url}/auth/sign-in`, json(secrets)),
    fetch(`${world.url}/auth/code`, json(secrets, { cookie })),
    fetch(`${world.url}/auth/reset-password`, json(secrets)),
    fetch(`${world.url}/auth/forgot-password`, json(secrets)),
    fetch(`${world.url}/auth/prove`, json(secrets, { cookie })),
  );
  for (const answer of await Promise.all(asked)) expect(await lineOf(answer)).toMatchObject({ msg: 'request' });
  const text = lines.join('');
  expect(text.toLowerCase()).not.toContain('planted');
  expect(text).not.toContain(token);
});

test('an unexpected failure tells the log id of its own request, and the log has both under it', async () => {
  const partner = await makeOrganisation(world, '上海甲软件');
  const { token } = await hire(partner, '陈热线', ['hotline_consultant']);
  const cookie = `landfall=${token}`;
  const broken = vi
    .spyOn(world.host.tenancy.reader('desk'), 'query')
    .mockRejectedValue(new TypeError('nobody foresaw'));
  try {
    const answer = await fetch(`${world.url}/graphql`, json({ query: '{ products { id } }' }, { cookie }));
    const { errors } = (await answer.json()) as { errors: { extensions: Record<string, unknown> }[] };
    const logId = answer.headers.get('x-log-id');
    expect(errors[0]?.extensions).toMatchObject({ code: 'INTERNAL', logId });
    await lineOf(answer);
    expect(lines.filter((line) => line.includes(logId ?? '-'))).toHaveLength(2);
  } finally {
    broken.mockRestore();
  }
});
