import { type BusEvent, EventBus } from '@landfall/kit/event-bus/event-bus';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Graph } from '../server/graph.ts';
import { Deliveries } from './deliveries.ts';
import type { Subscription } from './subscription.ts';
import type { Telling } from './telling.ts';

const viewerOf = (tenant: string) =>
  ({ surface: 'desk', tenant, membershipId: `m of ${tenant}`, customers: [] }) as unknown as Viewer;

/** A graph whose streams take as long to open as `opening` says, and listen only then. */
function listenersOf(bus: EventBus, opening: () => void) {
  const document = parse('subscription { ticketChanged { id } }');
  const graph = {
    bus,
    prepare: () => ({ document }),
    asksByViewer: () => true,
    context: () => ({}),
    run: async (): Promise<AsyncIterable<never>> => {
      opening();
      return (async function* () {})();
    },
  };
  const deliveries = new Deliveries(graph as unknown as Graph);
  return async (tenant: string, age: number) => {
    const heard: string[] = [];
    const told = (telling: Telling) => heard.push(telling.frame('1').toString());
    const subscription = { told, failed: () => undefined } as unknown as Subscription;
    await deliveries.start(subscription, viewerOf(tenant), { query: '', extensions: { age } }, 0);
    return heard.map((frame) => /"payload":(\{.*\})\}$/.exec(frame)?.[1]);
  };
}

test('what happens while a subscription is being opened isn’t missed: its page is told to read again, a rival’s is not', async () => {
  const bus = new EventBus();
  const changed = {
    id: 'e',
    tenantId: 'own',
    customerId: null,
    event: 'ticketRaised',
    noun: 'ticket',
    nounId: 't',
    ids: {},
  };
  const quiet = listenersOf(bus, () => undefined);
  expect(await quiet('own', 0)).toEqual([]);
  const meanwhile = listenersOf(bus, () => bus.publish(changed satisfies BusEvent));
  expect(await meanwhile('own', 0)).toEqual(['{"data":null}']);
  expect(await meanwhile('rival', 0)).toEqual([]);
});
