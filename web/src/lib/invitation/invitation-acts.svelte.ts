import { confirm } from '#lib/dialog/confirm.svelte.ts';
import type { Problem } from '#lib/graph/problem.ts';
import { Submission } from '#lib/graph/submission.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { toasts } from '#lib/toast/toast.svelte.ts';
import { ResendInvitation, WithdrawInvitation } from './invitation.graphql';

interface Sent {
  id: string;
  name: string;
  version: number;
}

/** What is done with an invitation that isn't accepted yet: at the desk and in the portal. */
export class InvitationActs {
  readonly #resend = new Submission(ResendInvitation);
  readonly #withdraw = new Submission(WithdrawInvitation);
  readonly #done: () => void;
  /** What runs now: `resend <id>` or `withdraw <id>`. */
  busy = $state('');

  /** @param done the list is read again */
  constructor(done: () => void) {
    this.#done = done;
  }

  get problem(): Problem | undefined {
    return this.#resend.problem ?? this.#withdraw.problem;
  }

  /** The same link once more, good for another week. */
  async resend({ id, name, version }: Sent): Promise<void> {
    this.#withdraw.clear();
    this.busy = `resend ${id}`;
    if (await this.#resend.send({ id, expectedVersion: version })) {
      toasts.done(m.people_resent({ name }));
      this.#done();
    }
    this.busy = '';
  }

  /** Asks, then takes it back. */
  async withdraw({ id, name, version }: Sent): Promise<void> {
    const isSure = await confirm({
      title: m.people_withdraw_title({ name }),
      text: m.people_withdraw_text(),
      verb: m.people_withdraw(),
      danger: true,
    });
    if (!isSure) return;
    this.#resend.clear();
    this.busy = `withdraw ${id}`;
    if (await this.#withdraw.send({ id, expectedVersion: version })) {
      toasts.done(m.people_withdrawn({ name }));
      this.#done();
    }
    this.busy = '';
  }
}
