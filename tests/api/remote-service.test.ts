import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { loginUrl } from '@landfall/kit/database/logins';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { publicKeyText, signingKey, signViewer } from '@landfall/kit/viewer/viewer-token';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort } from '../kit/copy.ts';
import { SECRET } from '../kit/database.setup.ts';
import { hire, invite, makeCustomer, makeOrganisation } from '../kit/organisation.ts';
import { raise, tell } from '../kit/story.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let support: ChildProcess;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}/graphql`;
  world = await startWorld({ serviceUrls: { support: url } });
  const adminUrl = inject('adminUrl');
  const own = Object.fromEntries(
    (['desk', 'portal'] as const).map((login) => [
      `DATABASE_URL_${login.toUpperCase()}`,
      loginUrl(adminUrl, login, SECRET),
    ]),
  );
  support = spawn(process.execPath, ['--import', '@oxc-node/core/register', resolve('services/support/src/main.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: adminUrl,
      ...own,
      SECRET,
      HOST: '127.0.0.1',
      GATEWAY_KEY: publicKeyText(signingKey(SECRET)),
      PORT: String(port),
      GATEWAY_URL: `${world.url}/graphql`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready) => support.stdout?.once('data', () => ready()));
});
afterAll(async () => {
  support.kill('SIGTERM');
  await world.close();
});

test('with support in a process of its own the story is the same, live too, and a rival sees as little', async () => {
  const partner = await makeOrganisation(world, '上海甲软件服务有限公司');
  const rival = await hire(await makeOrganisation(world, '广州乙软件服务有限公司'), '钱热线', ['hotline_consultant']);
  const hotline = await hire(partner, '陈热线', ['hotline_consultant']);
  const supervisor = await hire(partner, '李主管', ['area_supervisor']);
  const consultant = await hire(partner, '周顾问', ['service_consultant'], { lines: ['KIS'], divisions: ['3101'] });
  const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
  const cast = {
    hotline,
    supervisor,
    consultant,
    customer: { ...customer, person: await invite(partner, customer, '王会计') },
  };
  const board = await supervisor.listen<{
    dispatchOrderChanged: { state: string; customer: { name: string; phone: string | null } };
  }>('subscription { dispatchOrderChanged { state customer { name phone } } }');
  const nothing = await rival.listen('subscription { dispatchOrderChanged { id } }');
  const { ticketId, orderId } = await tell(cast);
  await board.until(
    ({ dispatchOrderChanged }) =>
      dispatchOrderChanged.state === 'CONFIRMED' && dispatchOrderChanged.customer.name === customer.name,
  );
  expect(
    (
      await hotline.get<{ ticket: { state: string } }>(
        'query ($id: ID!) { ticket(id: $id) { state customer { name address } } }',
        { id: ticketId },
      )
    ).ticket.state,
  ).toBe('CLOSED');
  expect(await rival.codeOf('query ($id: ID!) { dispatchOrder(id: $id) { state } }', { id: orderId })).toBe(
    'NOT_FOUND',
  );
  expect(nothing.seen).toEqual([]);
  await Promise.all([supervisor.leave(), rival.leave()]);
});

test('the service answers nobody who doesn’t bring what the gateway signed for it, just now; its schema and entities neither', async () => {
  const viewer = systemViewer('01999999-9999-7999-8999-999999999999', 'nobody');
  const key = signingKey(SECRET);
  const right = await signViewer(viewer, 'support', key);
  const wrong = [
    '',
    'Viewer nonsense',
    'Viewer e30.e30',
    `Bearer ${right}`,
    `Viewer ${right.slice(0, -2)}`,
    `Viewer ${await signViewer(viewer, 'ledger', key)}`,
    `Viewer ${await signViewer(viewer, 'gateway', key)}`,
    `Viewer ${await signViewer(viewer, 'support', signingKey('another secret'))}`,
    `Viewer ${await signViewer(viewer, 'support', key, Date.now() - 61_000)}`,
  ];
  const ask = (authorization: string, method = 'POST') =>
    fetch(url, {
      method,
      headers: { 'content-type': 'application/json', authorization },
      ...(method === 'POST' ? { body: '{"query":"{ _service { sdl } }"}' } : {}),
    });
  for (const authorization of wrong) {
    expect((await ask(authorization)).status, authorization).toBe(401);
    expect((await ask(authorization, 'GET')).status, authorization).toBe(401);
  }
  expect((await ask(`Viewer ${right}`, 'GET')).status).toBe(401);
  expect((await ask(`Viewer ${right}`)).status).toBe(200);
});

test('the gateway has no door to what a service tells only it', async () => {
  const partner = await makeOrganisation(world, '上海丁软件服务有限公司');
  const rival = await makeOrganisation(world, '广州丁软件服务有限公司');
  for (const organisation of [partner, rival]) {
    const person = await hire(organisation, '陈热线', ['hotline_consultant']);
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])
      expect(await person.codeOf(query)).toBe('INVALID');
  }
});

test('while the service is away a page that needs it says so, and others go on', async () => {
  const partner = await makeOrganisation(world, '上海丙软件服务有限公司');
  const hotline = await hire(partner, '陈热线', ['hotline_consultant']);
  const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
  await raise({ hotline, customer: { ...customer, person: hotline } });
  support.kill('SIGTERM');
  await new Promise((ended) => support.once('exit', ended));
  expect(await hotline.codeOf('{ tickets { nodes { id } } }')).toBe('UNAVAILABLE');
  const { data } = await hotline.ask<{ customer: { name: string } }>(
    'query ($id: ID!) { customer(id: $id) { name } }',
    { id: customer.id },
  );
  expect(data.customer.name).toBe(customer.name);
});
