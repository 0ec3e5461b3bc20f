import { m } from '#lib/paraglide/messages.js';
import { orderStates } from '#lib/state/state.words.ts';
import type { ColumnKey } from './board.columns.ts';

export const columnWords: Record<ColumnKey, () => string> = {
  received: orderStates.RECEIVED.label,
  assigned: orderStates.ASSIGNED.label,
  contacted: orderStates.CONTACTED.label,
  scheduled: orderStates.SCHEDULED.label,
  there: m.dispatch_column_there,
  recorded: m.dispatch_column_recorded,
};
