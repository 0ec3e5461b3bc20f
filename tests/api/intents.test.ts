import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';

const RAISE =
  'mutation ($input: RaiseTicketInput!, $key: ID) { raiseTicket(input: $input, idempotencyKey: $key) { id symptom } }';
const NOTE =
  'mutation ($id: ID!, $text: String!, $key: ID) { noteTicket(id: $id, text: $text, idempotencyKey: $key) { id } }';
interface Raised {
  raiseTicket: { id: string; symptom: string };
}

test('one intent sent many times at once has one effect; the same key with another request is a conflict; rival’s and a colleague’s keys are their own', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const key = randomUUID();
  const input = { customerId: customer.id, symptom: '打不开账套' };
  const all = await Promise.all(Array.from({ length: 8 }, () => partner.hotline.ask<Raised>(RAISE, { key, input })));
  const ids = new Set(all.flatMap(({ data }) => data?.raiseTicket?.id ?? []));
  expect(ids.size).toBe(1);
  const again = await partner.hotline.get<Raised>(RAISE, { key, input });
  expect([...ids]).toEqual([again.raiseTicket.id]);
  const other = await partner.hotline.ask(RAISE, { key, input: { ...input, symptom: '别的问题' } });
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'idempotencyMismatch' });
  // The same words to another field are another request too.
  expect(await partner.hotline.codeOf(NOTE, { id: again.raiseTicket.id, text: '打不开账套', key })).toBe('CONFLICT');
  const colleague = await partner.supervisor.get<Raised>(RAISE, { key, input: { ...input, symptom: '同事的' } });
  expect(colleague.raiseTicket.symptom).toBe('同事的');
  expect(await rival.hotline.codeOf(RAISE, { key, input })).toBe('NOT_FOUND');
  const { rows } = await world.owner.query('select symptom from support.ticket where tenant_id = $1 order by symptom', [
    partner.tenant,
  ]);
  expect(rows.map(({ symptom }) => symptom)).toEqual(['同事的', '打不开账套']);
});
