/** Whether somebody still waits for an answer, and when they don't any more. An AbortSignal is one. */
export interface Waiting {
  readonly aborted: boolean;
  /** Its small questions of one moment go to the database as one; all of them are of one scope a login. */
  readonly asksTogether?: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Who asks one question and may be gone before its answer. Nearly nobody is, so what nearly nobody needs is made when it
 * is asked for: an AbortController and its listeners cost as much as all checks of a request together.
 */
export class Asker implements Waiting {
  aborted = false;

  constructor(readonly asksTogether = false) {}

  private readonly listeners: (() => void)[] = [];
  private controller: AbortController | undefined;

  /** The same as a signal, for whatever takes nothing else. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.aborted) this.controller.abort();
    }
    return this.controller.signal;
  }

  /** Nobody waits any more: whatever goes on for it ends. */
  leave(): void {
    if (this.aborted) return;
    this.aborted = true;
    this.controller?.abort();
    for (const listener of this.listeners.splice(0)) listener();
  }

  addEventListener(_: 'abort', listener: () => void): void {
    if (!this.aborted) this.listeners.push(listener);
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    const place = this.listeners.lastIndexOf(listener);
    if (place >= 0) this.listeners.splice(place, 1);
  }
}
