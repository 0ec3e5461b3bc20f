import { proving } from '#lib/account/proving.svelte.ts';
import { language } from '#lib/locale/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { toasts } from '#lib/toast/toast.svelte.ts';

interface Answer {
  reason?: string;
  message?: string;
}

const go = async (way: 'enter' | 'leave', id?: string): Promise<Answer | undefined> => {
  const response = await fetch(`/auth/support/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language.current },
    body: JSON.stringify({ id }),
  });
  return response.ok ? undefined : ((await response.json()) as Answer);
};

/** Into a partner that granted it: another workspace, loaded whole. Asks for a proof where there is no fresh one. */
export const enterPartner = async (id: string): Promise<void> => {
  try {
    let refusal = await go('enter', id);
    if (refusal?.reason === 'proofNeeded' && (await proving.ask())) refusal = await go('enter', id);
    if (!refusal) return location.assign('/today');
    if (refusal.reason !== 'proofNeeded') toasts.problem(refusal.message || m.app_unavailable());
  } catch {
    toasts.problem(m.app_unavailable());
  }
};

/** Back to headquarters, also once the access is over. */
export const leavePartner = async (): Promise<void> => {
  const refusal = await go('leave').catch(() => ({ message: m.app_unavailable() }) as Answer);
  if (refusal && !refusal.reason) toasts.problem(refusal.message || m.app_unavailable());
  else location.assign('/hq/support-access');
};
