import { language } from '#lib/locale/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { toasts } from '#lib/toast/toast.svelte.ts';

/** Goes on as a member of another organisation of one's own: another person's page, loaded whole. */
export const switchMembership = async (membershipId: string): Promise<void> => {
  try {
    const response = await fetch('/auth/membership', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language.current },
      body: JSON.stringify({ membershipId }),
    });
    if (response.ok) {
      location.assign('/');
      return;
    }
    const { message } = (await response.json()) as { message?: string };
    toasts.problem(message || m.app_unavailable());
  } catch {
    toasts.problem(m.app_unavailable());
  }
};
