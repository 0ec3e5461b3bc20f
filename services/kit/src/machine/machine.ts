import { Problem } from '../problem/problem.ts';

/** State to action to the state it leads to. */
export type Transitions<State extends string> = Readonly<Record<State, Readonly<Record<string, State>>>>;

/** A workflow as data: lookup only. Guards are policies, side effects are event listeners (architecture.md 13). */
export interface Machine<State extends string> {
  readonly transitions: Transitions<State>;
  /** Where the action leads. @throws Problem CONFLICT where this state does not have it */
  next(state: State, action: string): State;
  /** Actions this state has, in the order they are written: the likeliest next one first. */
  actions(state: State): readonly string[];
  /** Whether the word is an action of any state. */
  knows(action: string): boolean;
}

/** Makes a machine of its transitions. */
export function machine<State extends string>(transitions: Transitions<State>): Machine<State> {
  const every = new Set(Object.values<Readonly<Record<string, State>>>(transitions).flatMap((row) => Object.keys(row)));
  return {
    transitions,
    next(state, action) {
      const to = transitions[state][action];
      if (to === undefined) throw new Problem('CONFLICT', 'actionNotAllowed', ['state'], { state, action });
      return to;
    },
    actions: (state) => Object.keys(transitions[state]),
    knows: (action) => every.has(action),
  };
}
