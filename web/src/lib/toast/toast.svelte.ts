export interface Toast {
  id: number;
  text: string;
  /** Takes it back; offered while the note is shown. */
  undo?: (() => void) | undefined;
  tone: 'done' | 'problem';
}

const shownFor = 6_000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 0;

  /** Says that something was done. Where it can be undone, the note offers it. */
  done(text: string, undo?: () => void) {
    this.#add({ text, undo, tone: 'done' });
  }

  problem(text: string) {
    this.#add({ text, tone: 'problem' });
  }

  close(id: number) {
    this.list = this.list.filter((one) => one.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>) {
    const id = this.#next++;
    this.list = [...this.list.slice(-2), { ...toast, id }];
    setTimeout(() => this.close(id), toast.undo ? shownFor * 1.5 : shownFor);
  }
}

export const toasts = new Toasts();
