import type { Context } from '@landfall/kit/service/context';

/**
 * Changes of a noun as this viewer may see them: woken by events, told by reading again as the viewer. What isn't the
 * viewer's stays silent; a customer's person is not even woken for other customers' things.
 */
export async function* changesOf<T>(
  context: Context,
  noun: string,
  id: string | null | undefined,
  read: (id: string) => Promise<T | null | undefined>,
): AsyncGenerator<T, void, void> {
  const { tenant, surface, customers } = context.viewer;
  for await (const event of context.host.bus.changes(tenant, noun, context.signal, id ?? undefined)) {
    if (surface === 'portal' && !customers.includes(event.customerId ?? '')) continue;
    const row = await read(event.nounId);
    if (row) yield row;
  }
}
