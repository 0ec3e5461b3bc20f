import type { BusEvent } from '@landfall/kit/event-bus/event-bus';

/** Nobody is told of what is longer ago. Hours. */
const NEWS_HOURS = 72;

/** Whether an event is still news: its id, a UUIDv7, says when it was announced. A service that starts on an old outbox doesn't tell its history. */
export function isNews({ id }: BusEvent, now: Temporal.Instant): boolean {
  const announced = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return now.epochMilliseconds - announced < NEWS_HOURS * 3_600_000;
}
