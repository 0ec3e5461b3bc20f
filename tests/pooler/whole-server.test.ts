import { expect, inject } from 'vitest';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { SECRET } from '../kit/database.setup.ts';
import { test as base } from '../kit/fixtures.ts';
import { confirm, dispatch, raise, record, visit } from '../kit/story.ts';
import { startWorld, type World } from '../kit/world.ts';

/** Three processes of the build on one port, everybody in them asks there; the world beside them writes fixtures only. */
const test = base.override(
  'world',
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  async ({}, { onCleanup }): Promise<World> => {
    const folder = temporaryFolder();
    const server = Copy.run({
      PORT: String(await freePort()),
      DATA_DIR: folder,
      DATABASE_URL: inject('adminUrl'),
      DATABASE_LISTEN_URL: inject('listenUrl') ?? '',
      SECRET,
      WORKERS: '3',
      LOG_LEVEL: 'warn',
    });
    await server.up();
    const world = await startWorld();
    onCleanup(async () => {
      await world.close();
      server.kill('SIGTERM');
      expect(await server.ended, server.text).toBe(0);
      // Whoever started here started behind two connections too, three at once.
      expect(server.text).not.toMatch(/"level":(50|60)/);
      removeFolder(folder);
    });
    const cookieName = `landfall-${server.port}`;
    return Object.assign({ ...world, url: `http://127.0.0.1:${server.port}` }, { cookieName });
  },
);

test('a call becomes a ticket, a visit, a confirmed record and a closed ticket, over three processes', async ({
  partner,
  consultant,
  customer,
  rival,
}) => {
  const cast = { ...partner, consultant, customer };
  const TICKET = 'query ($id: ID!) { ticket(id: $id) { state promises { state } } }';
  const seen = await customer.person.listen<{ ticketChanged: { id: string; state: string } }>(
    'subscription { ticketChanged { id state } }',
  );
  // On a busy machine the first to ask three processes that just started may be told to ask again.
  const first = () =>
    raise(cast).then(
      () => true,
      (error: Error) => (error.message.includes('"UNAVAILABLE"') ? false : error),
    );
  await expect.poll(first, { timeout: 60_000 }).toBe(true);
  const { ticketId } = await raise(cast);
  const orderId = await dispatch(partner.hotline, ticketId);
  await visit(cast, orderId);
  const { recordId, contentHash } = await record(consultant, orderId);
  await confirm(customer.person, recordId, contentHash);
  await seen.until(({ ticketChanged }) => ticketChanged.id === ticketId && ticketChanged.state === 'CLOSED');
  const { ticket } = await partner.hotline.get<{ ticket: { state: string; promises: { state: string }[] } }>(TICKET, {
    id: ticketId,
  });
  expect(ticket).toMatchObject({ state: 'CLOSED', promises: [{ state: 'KEPT' }, { state: 'KEPT' }] });
  expect(await rival.hotline.codeOf(TICKET, { id: ticketId })).toBe('NOT_FOUND');
  await customer.person.leave();
}, 180_000);
