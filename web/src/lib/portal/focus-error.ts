import { tick } from 'svelte';

/** After a form found its own mistakes: the focus goes to the first of them. */
export const focusFirstError = async (): Promise<void> => {
  await tick();
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
};
