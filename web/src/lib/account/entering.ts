import { tick } from 'svelte';

/**
 * What a form of the door does after it was sent: what follows a sign-in is another person's page, loaded whole; anything
 * else stays, with the focus on what is wrong or on what comes next.
 */
export const entering = (isBusy: (busy: boolean) => void) => () => {
  isBusy(true);
  return async ({
    update,
    result,
  }: {
    update: (options?: { reset?: boolean }) => Promise<void>;
    result: { type: string };
  }) => {
    if (result.type === 'redirect') {
      location.assign((result as unknown as { location: string }).location);
      return;
    }
    await update({ reset: false });
    isBusy(false);
    await tick();
    document.querySelector<HTMLElement>('[aria-invalid=true], [data-first]')?.focus();
  };
};
