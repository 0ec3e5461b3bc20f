import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';

const deep = `{ viewer { ${'... on Viewer { '.repeat(3)} name ${'} '.repeat(3)} } }`;
const aliases = `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: viewer { name }`).join(' ')} }`;
const costly = '{ customers(first: 200) { nodes { tickets(first: 200) { activities { id } } } } }';

test('too many aliases, too much cost, too long a document: LIMITED before anything runs, over HTTP and over the socket', async ({
  world,
  partner,
}) => {
  world.statements();
  expect(await partner.hotline.codeOf(aliases)).toBe('LIMITED');
  expect(await partner.hotline.codeOf(costly)).toBe('LIMITED');
  expect(await partner.hotline.codeOf(`{ viewer { ${'name '.repeat(3000)} } }`)).toBe('INVALID');
  expect(world.statements()).toEqual([]);
  const socket = await partner.hotline.listen(
    `subscription { ${Array.from({ length: 40 }, (_, i) => `a${i}: ticketChanged { id }`).join(' ')} }`,
  );
  await expect.poll(() => socket.seen[0]?.errors?.[0]?.extensions.code).toMatch(/LIMITED|INVALID/);
  await partner.hotline.leave();
});

test('a fragment is no way around, and an honest question passes', async ({ partner }) => {
  expect(await partner.hotline.codeOf(deep)).toBeUndefined();
});

test('the socket takes subscriptions only', async ({ partner }) => {
  const socket = await partner.hotline.listen('{ viewer { name } }');
  await expect.poll(() => socket.seen[0]?.errors?.[0]?.extensions.code).toBe('INVALID');
  await partner.hotline.leave();
});

test('a body over a megabyte is refused as LIMITED', async ({ partner }) => {
  expect(await partner.hotline.codeOf('{ viewer { name } }', { blank: 'x'.repeat(1_100_000) })).toBe('LIMITED');
});

test('only codes of the closed list leave the house, and no suggestion of what else there is', async ({
  partner,
  rival,
}) => {
  for (const person of [partner.hotline, rival.hotline]) {
    const { errors } = await person.ask('{ tickts { nodes { id } } }');
    expect(errors?.[0]?.extensions.code).toBe('INVALID');
    expect(errors?.[0]?.message).not.toMatch(/did you mean/i);
  }
});

test('a question without what proves a script of ours is refused', async ({ world, partner }) => {
  const response = await fetch(`${world.url}/graphql?query={viewer{name}}`, {
    headers: { cookie: `landfall=${partner.hotline.token}` },
  });
  expect(response.status).toBe(400);
});
