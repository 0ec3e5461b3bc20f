import { isHttpError } from '@sveltejs/kit';
import { type LoadContext, query } from '#lib/graph/query.ts';
import { OrderPanel } from './order-panel.graphql';
import Component from './order-panel.svelte';

/** The order beside the board, with what shows it. One that isn't there is said in the panel; the board stays. */
export const loadOrderPanel = async (event: LoadContext, id: string) => {
  const result = await query(event, OrderPanel, { id }, { live: true }).catch((caught: unknown) => {
    if (isHttpError(caught, 404)) return undefined;
    throw caught;
  });
  return { id, result, Component, to: event.url.searchParams.get('to') ?? undefined };
};
