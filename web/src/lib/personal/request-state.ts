import type { DataRequestState } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

export const requestStates: Record<DataRequestState, () => string> = {
  OPEN: m.personal_state_open,
  DONE: m.personal_state_done,
  DECLINED: m.personal_state_declined,
};
