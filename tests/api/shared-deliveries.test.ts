import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { hire } from '../kit/organisation.ts';
import { raise } from '../kit/story.ts';

test('a change is read once for all who may be told the same, once more for each who is told something of their own, and never for rival', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const colleagues = await Promise.all(
    Array.from({ length: 8 }, (_, i) => hire(partner, `热线 ${i}`, ['hotline_consultant'])),
  );
  const SAME = 'subscription { ticketChanged { id state } }';
  const OWN = 'subscription { ticketChanged { id actions } }';
  const atRest = world.host.bus.size;
  const seen = await Promise.all(colleagues.map((person) => person.listen<{ ticketChanged: { id: string } }>(SAME)));
  await expect.poll(() => world.host.bus.size).toBe(atRest + 1);
  const own = await Promise.all(
    colleagues.slice(0, 2).map((person) => person.listen<{ ticketChanged: { id: string } }>(OWN)),
  );
  const nothing = await rival.hotline.listen(SAME);
  await expect.poll(() => world.host.bus.size).toBe(atRest + 4);
  world.statements();
  const { ticketId } = await raise({ ...partner, customer });
  for (const one of [...seen, ...own]) await one.until(({ ticketChanged }) => ticketChanged.id === ticketId);
  const reads = world.statements().filter((text) => /from support\.ticket .*any\(/s.test(text));
  expect(reads).toHaveLength(3);
  expect(nothing.seen).toEqual([]);
  await Promise.all([...colleagues, rival.hotline].map((person) => person.leave()));
  await expect.poll(() => world.host.bus.size).toBe(atRest);
});
