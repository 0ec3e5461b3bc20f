import type { Waiting } from '../asker/asker.ts';
import { type Scope, settingsOf } from './logins.ts';
import type { Statement } from './reader.ts';

interface Asked {
  readonly scope: Scope;
  readonly statement: Statement;
  readonly resolve: (rows: never[]) => void;
  readonly reject: (error: unknown) => void;
}

const isSame = (one: Scope, other: Scope): boolean => {
  const settings = settingsOf(other);
  return one.login === other.login && settingsOf(one).every((value, i) => value === settings[i]);
};

/** Collects what one asker asks in one turn of the event loop, and has it asked as one. What another scope would see is asked by itself. */
export class Together {
  private readonly waiting = new Map<Waiting, Asked[]>();

  constructor(
    private readonly all: (scope: Scope, statements: readonly Statement[]) => Promise<object[][]>,
    private readonly alone: (scope: Scope, statement: Statement) => Promise<object[]>,
  ) {}

  /** The rows of a statement, asked with the others of its scope's asker. */
  ask<T extends object>(scope: Scope, statement: Statement): Promise<T[]> {
    const asker = scope.signal as Waiting;
    return new Promise((resolve, reject) => {
      const asked = { scope, statement, resolve: resolve as Asked['resolve'], reject };
      const others = this.waiting.get(asker);
      if (!others) {
        this.waiting.set(asker, [asked]);
        setImmediate(() => this.send(asker));
      } else if (others.every((other) => isSame(other.scope, scope))) others.push(asked);
      else this.each([asked]);
    });
  }

  private send(asker: Waiting): void {
    const asked = this.waiting.get(asker) ?? [];
    this.waiting.delete(asker);
    const [first] = asked;
    if (!first || asked.length === 1) {
      this.each(asked);
      return;
    }
    this.all(
      first.scope,
      asked.map(({ statement }) => statement),
    ).then(
      (rows) => {
        for (const [i, { resolve }] of asked.entries()) resolve(rows[i] as never[]);
      },
      // One that fails takes the others with it: each by itself then, so that only it does.
      () => this.each(asked),
    );
  }

  private each(asked: readonly Asked[]): void {
    for (const { scope, statement, resolve, reject } of asked)
      this.alone(scope, statement).then((rows) => resolve(rows as never[]), reject);
  }
}
