import { m } from '#lib/paraglide/messages.js';
import type { PromiseVoice } from '#lib/promise/promise.words.ts';

/** Promises as the customer hears them: we call you, we come to you. */
export const customersPromise: PromiseVoice = {
  kinds: { CONTACT: m.portal_promise_call, ON_SITE: m.portal_promise_come },
  paused: (what) => m.portal_promise_paused({ what }),
  lines: { STARTED: m.portal_promise_started, PAUSED: m.portal_promise_waiting },
};
