import { type LoadContext, query } from '#lib/graph/query.ts';
import { boundsOf } from '../visit/zone-time.ts';
import { DispatchDay } from './dispatch-day.graphql';
import Component from './timeline.svelte';

/** A day of all consultants, with what shows it. */
export const loadTimeline = async (event: LoadContext, day: string, zone: string) => {
  const variables = { ...boundsOf(day, zone), year: Number(day.slice(0, 4)) };
  return { day, variables, result: await query(event, DispatchDay, variables, { live: true }), Component };
};
