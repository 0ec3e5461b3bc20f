import type { EventBus } from '@landfall/kit/event-bus/event-bus';
import type { Viewer } from '@landfall/kit/viewer/viewer';

/** What travels between reading and listening, and an event between its commit and this process. Milliseconds. */
const ON_THE_WAY = 1500;

/**
 * Whether something was told to this viewer's circle since its page was read, by the age in milliseconds that the page says
 * in the `extensions` of its subscription; false where it says none. Such a page is told to read again (`data: null`): what
 * happened between its answer and its socket isn't lost, and a quiet start costs no second question.
 */
export function isBehind(bus: EventBus, { surface, tenant, customers }: Viewer, extensions: unknown): boolean {
  const age = (extensions as { age?: unknown } | null | undefined)?.age;
  if (typeof age !== 'number' || !(age >= 0)) return false;
  const circle = surface === 'hq' ? { noun: 'figure' } : surface === 'portal' ? { tenant, customers } : { tenant };
  return bus.changedWithin(circle, age + ON_THE_WAY);
}
