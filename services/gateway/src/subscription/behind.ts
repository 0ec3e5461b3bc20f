import type { EventBus } from '@landfall/kit/event-bus/event-bus';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { Kind, type OperationDefinitionNode } from 'graphql';

/** What travels between reading and listening, and an event between its commit and this process. Milliseconds. */
const ON_THE_WAY = 1500;
/** A subscription is called after its noun (`ticketChanged`); these aren't. */
const NOUNS: Readonly<Record<string, string>> = {
  supportPresence: 'supportAccess',
  partnership: 'partner',
  policyFloor: 'floor',
};
/** Told under headquarters' tenant, whoever's they are. */
const HEADQUARTERS_OWN: ReadonlySet<string> = new Set(['account', 'floor']);
/** Of no customer, so that everybody of a partner's hears of it. */
const OF_NO_CUSTOMER: ReadonlySet<string> = new Set(['inbox', 'partner']);
/** What headquarters hears of from every tenant. */
const EVERYWHERE: ReadonlySet<string> = new Set(['figure', 'partner', 'supportAccess']);

/**
 * Whether something of its noun was told to this viewer's circle since its page was read, by the age in milliseconds that
 * the page says in the `extensions` of its subscription, and by the milliseconds `since` it said so; false where it says none. Such a page is told to read again
 * (`data: null`): what happened between its answer and its socket isn't lost, and a quiet start costs no second question.
 */
export function isBehind(
  bus: EventBus,
  { surface, tenant, customers }: Viewer,
  { selectionSet }: OperationDefinitionNode,
  extensions: unknown,
  since = 0,
): boolean {
  const age = (extensions as { age?: unknown } | null | undefined)?.age;
  if (typeof age !== 'number' || !(age >= 0)) return false;
  const [root] = selectionSet.selections;
  const name = root?.kind === Kind.FIELD ? root.name.value.replace(/Changed$/, '') : '';
  const noun = NOUNS[name] ?? name;
  const milliseconds = age + since + ON_THE_WAY;
  if (HEADQUARTERS_OWN.has(noun)) return bus.changedWithin({ noun, tenant: HEADQUARTERS }, milliseconds);
  const isOfCustomer = surface === 'portal' && !OF_NO_CUSTOMER.has(noun);
  const circle =
    surface === 'hq' && EVERYWHERE.has(noun) ? { noun } : { noun, tenant, ...(isOfCustomer ? { customers } : {}) };
  return bus.changedWithin(circle, milliseconds);
}
