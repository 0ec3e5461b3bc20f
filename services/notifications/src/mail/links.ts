import type { Seals } from '@landfall/kit/seal/seals';

/** Addresses in mails: built from parts, with tokens that are derived when they are needed and kept nowhere. */
export class Links {
  constructor(
    private readonly seals: Pick<Seals, 'token'>,
    /** How browsers reach us. */
    private readonly base: string,
  ) {}

  /** A page of ours; the path is the program's own. */
  page(path: string): URL {
    return new URL(path, this.base);
  }

  /** Accepting an invitation. */
  invitation(id: string): URL {
    return this.page(`/invitation/${this.seals.token('invitation', id)}`);
  }

  /** A new password. */
  passwordReset(id: string): URL {
    return this.page(`/reset-password/${this.seals.token('password-reset', id)}`);
  }

  /** Confirming a change of e-mail, at the new or the old address. */
  confirmEmail(which: 'new' | 'old', id: string): URL {
    return this.page(`/confirm-email/${this.seals.token(`email-${which}`, id)}`);
  }
}
