import { confirm } from '#lib/dialog/confirm.svelte.ts';
import { Submission } from '#lib/graph/submission.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { toasts } from '#lib/toast/toast.svelte.ts';
import {
  type PersonOfHeadquarters,
  ResendHeadquartersInvitation,
  WithdrawHeadquartersInvitation,
} from './headquarters-people.graphql';

/** What is done with an invitation to headquarters that isn't accepted yet. */
export class InvitationActs {
  readonly #resend = new Submission(ResendHeadquartersInvitation);
  readonly #withdraw = new Submission(WithdrawHeadquartersInvitation);
  readonly #done: () => void;
  /** What runs now: `resend <id>` or `withdraw <id>`. */
  busy = $state('');

  /** @param done the list is read again */
  constructor(done: () => void) {
    this.#done = done;
  }

  get problem() {
    return this.#resend.problem ?? this.#withdraw.problem;
  }

  /** The same link once more, good for another week. */
  resend = async ({ id, name, version }: PersonOfHeadquarters): Promise<void> => {
    this.#withdraw.clear();
    this.busy = `resend ${id}`;
    if (await this.#resend.send({ id, expectedVersion: version })) this.#say(m.people_resent({ name }));
    this.busy = '';
  };

  /** Asks, then takes it back. */
  withdraw = async ({ id, name, version }: PersonOfHeadquarters): Promise<void> => {
    const title = m.people_withdraw_title({ name });
    const verb = m.people_withdraw();
    if (!(await confirm({ title, text: m.people_withdraw_text(), verb, danger: true }))) return;
    this.#resend.clear();
    this.busy = `withdraw ${id}`;
    if (await this.#withdraw.send({ id, expectedVersion: version })) this.#say(m.people_withdrawn({ name }));
    this.busy = '';
  };

  #say(text: string): void {
    toasts.done(text);
    this.#done();
  }
}
