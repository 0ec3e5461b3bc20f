import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';

const LIST = '{ tickets(first: 5) { nodes { id } } }';

test('a partner that asks for everything at once waits for itself: rival is answered meanwhile, and what is too much is told when to come back', async ({
  world,
  partner,
  rival,
}) => {
  // Nobody's tickets can be read while this lasts, so whoever asks for them waits.
  const holder = await world.owner.connect();
  await holder.query('begin');
  await holder.query('lock table support.ticket in access exclusive mode');
  const cookie = `landfall=${partner.hotline.token}`;
  const flood = Array.from({ length: 300 }, async () => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, 'accept-language': 'en' },
      body: JSON.stringify({ query: LIST }),
    });
    return { status: response.status, after: response.headers.get('retry-after'), text: await response.text() };
  });
  const first = await Promise.race(flood);
  expect(first).toMatchObject({ status: 429, after: '1' });
  expect(first.text).toContain('"code":"LIMITED"');
  expect(first.text).toContain('what you typed is kept');
  expect(await rival.supervisor.get<{ partner: { name: string } }>('{ partner { name } }')).toMatchObject({
    partner: { name: rival.name },
  });
  await holder.query('rollback');
  holder.release();
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(200);
});
