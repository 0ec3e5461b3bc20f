import Ban from '@lucide/svelte/icons/ban';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Undo from '@lucide/svelte/icons/undo-2';
import type { SupportAccessState } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import type { StateWords } from '#lib/state/state.words.ts';

/** The states of a support access, as badges show them. */
export const supportStates: Record<SupportAccessState, StateWords> = {
  ASKED: { label: m.support_state_asked, icon: Hourglass, tone: 'waiting' },
  GRANTED: { label: m.support_state_granted, icon: CircleDot, tone: 'moving' },
  REFUSED: { label: m.support_state_refused, icon: Ban, tone: 'bad' },
  ENDED: { label: m.support_state_ended, icon: CircleCheck, tone: 'off' },
  WITHDRAWN: { label: m.support_state_withdrawn, icon: Undo, tone: 'off' },
  EXPIRED: { label: m.support_state_expired, icon: CircleSlash, tone: 'off' },
};
