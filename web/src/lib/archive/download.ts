import { proving } from '#lib/account/proving.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { toasts } from '#lib/toast/toast.svelte.ts';

const look = (id: string) => fetch(`/files/archive/${id}`, { method: 'HEAD', headers: { accept: '*/*' } });

/** Takes an archive: asks for a proof where there is no fresh one, then lets the browser save the file. */
export const download = async (id: string): Promise<void> => {
  try {
    let answer = await look(id);
    if (answer.status === 403) {
      if (!(await proving.ask())) return;
      answer = await look(id);
    }
    if (answer.ok) location.assign(`/files/archive/${id}`);
    else toasts.problem(m.archive_expired());
  } catch {
    toasts.problem(m.app_unavailable());
  }
};
