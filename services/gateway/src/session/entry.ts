import type { MembershipChoice } from '@landfall/identity/session/memberships-of';
import type { Opened } from '@landfall/identity/session/open-session';
import { Problem } from '@landfall/kit/problem/problem';
import { type Locale, type ProblemCatalog, problemText } from '@landfall/kit/problem/problem-catalog';

/** Why a step was refused, in the reader's language. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  /** Which of what was typed it is about. */
  readonly fields: readonly string[];
  readonly message: string;
  readonly setCookie?: string[];
}

/** What a step of signing in came to. */
export type Entry =
  | {
      readonly ok: true;
      readonly signedIn: boolean;
      readonly step: Opened['step'];
      readonly memberships: readonly MembershipChoice[];
      /** The language the account has chosen. */
      readonly locale: string | null;
      readonly setCookie: string[];
    }
  | Refusal;

/** What any other step at the door came to. */
export type Answer<T extends object> = ({ readonly ok: true } & T) | Refusal;

const STATUS: Readonly<Record<string, number>> = {
  UNAVAILABLE: 503,
  NOT_FOUND: 404,
  LIMITED: 429,
  INVALID: 400,
  CONFLICT: 409,
  FORBIDDEN: 403,
};

/** Runs a step; a problem comes back as a value. */
export async function answered<T extends object>(
  catalog: ProblemCatalog,
  locale: Locale,
  step: () => Promise<T>,
): Promise<Answer<T>> {
  try {
    return { ok: true, ...(await step()) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, reason, fields, params } = error;
    return {
      ok: false,
      status: STATUS[code] ?? 401,
      code,
      reason,
      fields,
      message: problemText(catalog, reason, locale, params),
    };
  }
}
