/** Something that needs a fresh proof waits for the person: `prove-dialog.svelte` asks, in the root layout. */
class Proving {
  open = $state.raw<{ answer: (isProven: boolean) => void }>();
  #asking: Promise<boolean> | undefined;

  /** Asks once, however many wait. True: proven, go on. */
  ask = (): Promise<boolean> => {
    this.#asking ??= new Promise<boolean>((resolve) => {
      this.open = {
        answer: (isProven) => {
          this.open = undefined;
          this.#asking = undefined;
          resolve(isProven);
        },
      };
    });
    return this.#asking;
  };
}

export const proving = new Proving();
