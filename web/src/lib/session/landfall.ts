/**
 * What the gateway hangs on `req.landfall` before it hands a request to the pages: the in-process way to the
 * API and to sessions. Without it (development, tests) `landfall-http.server.ts` does the same over HTTP.
 */
export interface Landfall {
  /** Answers as `POST /graphql` would for this request's cookie. `body` is the JSON text or its object. */
  graphql(request: GraphCall): Promise<{ status: number; body: string | object }>;
  /** There where the request is traced: which route answers it. */
  routed?(route: string | null): void;
  /** Whose session the cookie names; null without one. */
  viewer: SessionViewer | null;
  /** Checks e-mail and password. A Problem comes back as a value, in the language asked for. */
  signIn(email: string, password: string, meta: SignInMeta): Promise<SignInAnswer>;
  /** Second step, where the second factor is on: a code of the app, or a recovery code. */
  enterCode(code: string, meta: SignInMeta): Promise<SignInAnswer>;
  /** Last step, where an account has several memberships. */
  chooseMembership(membershipId: string, meta: SignInMeta): Promise<SignInAnswer>;
  /** Where this browser stands on its way in. */
  standing(): Promise<Standing>;
  /** A forgotten password: the same answer for everybody. */
  askReset(email: string, meta: SignInMeta): Promise<DoorAnswer>;
  /** Whose password a link of the mail may set. */
  resetLink(token: string, meta: SignInMeta): Promise<DoorAnswer<{ email: string }>>;
  /** Sets the password by the link and goes on signing in. */
  resetPassword(token: string, password: string, meta: SignInMeta): Promise<SignInAnswer>;
  /** What a link about another e-mail is about; or confirms it. */
  emailLink(token: string, isConfirmed: boolean, meta: SignInMeta): Promise<DoorAnswer<EmailLink>>;
  /** The way in by an invitation's link. */
  invitation: {
    look(token: string): Promise<InvitationPage>;
    accept(token: string, password: string, meta: SignInMeta): Promise<AcceptAnswer>;
    /** Asks whoever invited for a new link. */
    askAgain(token: string, meta: SignInMeta): Promise<{ ok: true } | { ok: false; code: string; message: string }>;
  };
  /** The way in through a company's own provider. */
  signOn: {
    /** Whose a code is, and what a reason of the way back means. */
    company(code: string, problem: string, meta: { locale: string }): Promise<CompanyPage>;
  };
  /** Ends the session. */
  signOut(): Promise<{ setCookie: string[] }>;
  /** Accounts to try, where the gateway runs with demo data; null otherwise. */
  demoAccounts?: DemoAccount[] | null;
  /** Mail that is kept instead of sent, to be read at /mail; null where it isn't. */
  keptMail?: KeptMailbox | null;
}

/** What the page of an invitation's link shows; of a link that is over only what is needed to ask for a new one. */
export interface InvitationPage {
  state: 'PENDING' | 'EXPIRED' | 'ACCEPTED' | 'WITHDRAWN' | 'UNKNOWN';
  kind: 'STAFF' | 'CUSTOMER' | null;
  organisation: string | null;
  partner: string | null;
  invitedBy: string | null;
  locale: string | null;
  name: string | null;
  email: string | null;
  roles: string[];
  expiresAt: string | null;
  hasAccount: boolean;
  /** Who this browser is signed in as, where that is somebody else. */
  signedInAs: string | null;
  isSignedIn: boolean;
  isAskedAgain: boolean;
}

/** A company's sign-in page: whose it is, and what went wrong on the way back. */
export interface CompanyPage {
  company: { code: string; name: string } | null;
  problem: string;
}

export type AcceptAnswer =
  | {
      ok: true;
      signedIn: boolean;
      step: 'DONE' | 'TOTP' | 'MEMBERSHIP' | 'ELSEWHERE';
      /** Whose sign-on is the way in, where it is elsewhere. */
      companyCode: string | null;
      setCookie: string[];
    }
  | { ok: false; code: string; message: string; fields?: string[]; setCookie?: string[] };

export interface GraphCall {
  /** The operation by its id; while pages are being written, by its text. */
  documentId?: string;
  query?: string;
  variables: Record<string, unknown>;
  operationName?: string;
  headers: Record<string, string>;
}

export interface KeptMailbox {
  list(search: string): Promise<KeptMail[]>;
  open(id: string): Promise<OpenedMail | null>;
}

export interface KeptMail {
  id: string;
  kind: string;
  to: string;
  subject: string;
  locale: string;
  at: string;
}

/** `letter` is null where what it leads to is used or over. */
export interface OpenedMail extends KeptMail {
  letter: { html: string; text: string; link: string | null; senderName: string } | null;
}

export interface SessionViewer {
  surface: 'desk' | 'portal' | 'hq';
  locale?: string;
}

export interface SignInMeta {
  ip: string;
  userAgent: string;
  /** For the words of a problem. */
  locale: string;
}

export interface Membership {
  id: string;
  organisation: string;
  /** Whose customer it is. */
  partner: string | null;
  kind: string;
}

export type Step = 'TOTP' | 'MEMBERSHIP' | 'DONE';

export interface Standing {
  step: 'PASSWORD' | Step;
  memberships: readonly Membership[];
}

/** Why a step was refused, in the language asked for. */
export interface Refusal {
  ok: false;
  code: string;
  reason?: string;
  message: string;
  setCookie?: string[];
}

export type SignInAnswer =
  | {
      ok: true;
      signedIn: boolean;
      step: Step;
      memberships: readonly Membership[];
      /** The language the account has chosen. */
      locale: string | null;
      setCookie: string[];
    }
  | Refusal;

export type DoorAnswer<T extends object = object> = ({ ok: true } & T) | Refusal;

/** A change of e-mail as one of its links shows it. */
export interface EmailLink {
  side: 'NEW' | 'OLD';
  newEmail: string;
  oldEmail: string | null;
  state: 'OPEN' | 'HALF' | 'DONE';
}

export interface DemoAccount {
  email: string;
  password: string;
  role: string;
  partner: string | null;
  customer: string | null;
}
