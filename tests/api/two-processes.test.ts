import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { Person } from '../kit/person.ts';
import { raise } from '../kit/story.ts';
import { startWorld } from '../kit/world.ts';

test('what is committed through one process is told by another without waiting for its poll, and to nobody of rival', async ({
  partner,
  customer,
  rival,
}) => {
  const other = await startWorld();
  try {
    // Between polls only the wake-up call can bring it.
    const polls = Reflect.get(other.host.outbox, 'pollMilliseconds') as number;
    Reflect.set(other.host.outbox, 'pollMilliseconds', 60_000);
    expect(polls).toBeGreaterThan(0);
    const atRest = other.host.bus.size;
    const elsewhere = ({ token, membershipId, tenant, name }: Person) =>
      new Person(other, token, membershipId, tenant, name);
    const supervisor = elsewhere(partner.supervisor);
    const outsider = elsewhere(rival.supervisor);
    const seen = await supervisor.listen<{ ticketChanged: { id: string } }>('subscription { ticketChanged { id } }');
    const nothing = await outsider.listen('subscription { ticketChanged { id } }');
    await expect.poll(() => other.host.bus.size).toBe(atRest + 2);
    await raise({ ...partner, customer });
    const { ticketId } = await raise({ ...partner, customer });
    await seen.until(({ ticketChanged }) => ticketChanged.id === ticketId);
    expect(nothing.seen).toEqual([]);
    await Promise.all([supervisor.leave(), outsider.leave()]);
    await expect.poll(() => other.host.bus.size).toBe(atRest);
  } finally {
    await other.close();
  }
});
