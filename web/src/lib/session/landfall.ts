/**
 * What the gateway hangs on `req.landfall` before it hands a request to the pages: the in-process way to the
 * API and to sessions. Without it (development, tests) `landfall-http.server.ts` does the same over HTTP.
 */
export interface Landfall {
  /** Answers as `POST /graphql` would for this request's cookie. `body` is the JSON text or its object. */
  graphql(request: GraphCall): Promise<{ status: number; body: string | object }>;
  /** Whose session the cookie names; null without one. */
  viewer: SessionViewer | null;
  /** Checks e-mail and password. A Problem comes back as a value, in the language asked for. */
  signIn(email: string, password: string, meta: SignInMeta): Promise<SignInAnswer>;
  /** Second step where an account has several memberships. */
  chooseMembership(membershipId: string, meta: SignInMeta): Promise<SignInAnswer>;
  /** Ends the session. */
  signOut(): Promise<{ setCookie: string[] }>;
  /** Accounts to try, where the gateway runs with demo data; null otherwise. */
  demoAccounts?: DemoAccount[] | null;
  /** Mail that is kept instead of sent, to be read at /mail; null where it isn't. */
  keptMail?: KeptMailbox | null;
}

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
  kind: string;
}

export type SignInAnswer =
  | { ok: true; signedIn: boolean; memberships: Membership[]; setCookie: string[] }
  | { ok: false; code: string; message: string; setCookie?: string[] };

export interface DemoAccount {
  email: string;
  password: string;
  role: string;
  partner: string | null;
  customer: string | null;
}
