import type { BusEvent } from '@landfall/kit/event-bus/event-bus';
import type { Consumer } from '@landfall/kit/service/service';

/**
 * Several consumers as one, so that the outbox is read once for all of them. An event two of them take has both effects in one
 * transaction; so they have to work as the same tenant. @throws Error where they don't
 */
export function asOne(name: string, parts: readonly Consumer[]): Consumer {
  const takers = new Map<string, Consumer[]>();
  for (const part of parts)
    for (const event of part.events) {
      const others = takers.get(event) ?? [];
      if (others.some(({ tenantOf }) => tenantOf !== part.tenantOf))
        throw new Error(`${event} is taken by ${part.name} as another tenant than by ${others[0]?.name}`);
      takers.set(event, [...others, part]);
    }
  const concerned = (event: BusEvent): Consumer[] =>
    (takers.get(event.event) ?? []).filter((part) => part.concerns?.(event) ?? true);
  return {
    name,
    events: [...takers.keys()],
    concerns: (event) => concerned(event).length > 0,
    tenantOf: (event: BusEvent) => takers.get(event.event)?.[0]?.tenantOf?.(event) ?? event.tenantId,
    async handle(unit, event) {
      for (const part of concerned(event)) await part.handle(unit, event);
    },
  };
}
