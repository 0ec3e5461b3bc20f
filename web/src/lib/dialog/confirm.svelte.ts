/** A question before something that can't be taken back. The button carries the verb. */
export interface Question {
  title: string;
  /** What will happen, in full. */
  text: string;
  verb: string;
  danger?: boolean;
}

class Confirming {
  open = $state.raw<Question & { answer: (yes: boolean) => void }>();

  ask = (question: Question): Promise<boolean> =>
    new Promise((resolve) => {
      this.open = {
        ...question,
        answer: (yes) => {
          this.open = undefined;
          resolve(yes);
        },
      };
    });
}

/** Shown by `confirm-host.svelte` in the root layout. */
export const confirming = new Confirming();

/** Asks; true means do it. */
export const confirm = (question: Question): Promise<boolean> => confirming.ask(question);
