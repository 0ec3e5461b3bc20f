import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { EmailLink } from '@landfall/identity/email-change/confirm-email';
import type { Standing } from '@landfall/identity/session/standing';
import { Asker } from '@landfall/kit/asker/asker';
import { localeOf } from '@landfall/kit/problem/problem-catalog';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { KeptMails } from '@landfall/notifications/kept/kept-mails';
import type { DemoAccount } from '../demo/demo-account.ts';
import type { Doorkeeper, Entry } from '../session/doorkeeper.ts';
import type { Answer } from '../session/entry.ts';
import type { Graph } from './graph.ts';

interface GraphCall {
  /** Built pages name an operation by its id. */
  readonly documentId?: string;
  readonly query?: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string;
  readonly headers: Record<string, string>;
}

interface Meta {
  readonly locale: string;
}

/** What pages find on `req.landfall`: the API and the door, as function calls of the same process (architecture.md 1). */
export interface LandfallBridge {
  graphql(call: GraphCall): Promise<{ status: number; body: string }>;
  readonly viewer: { surface: Viewer['surface']; locale: string } | null;
  signIn(email: string, password: string, meta: Meta): Promise<Entry>;
  enterCode(code: string, meta: Meta): Promise<Entry>;
  chooseMembership(membershipId: string, meta: Meta): Promise<Entry>;
  /** What the sign-in page asks next. */
  standing(): Promise<Standing>;
  askReset(email: string, meta: Meta): Promise<Answer<object>>;
  resetLink(token: string, meta: Meta): Promise<Answer<{ email: string }>>;
  resetPassword(token: string, password: string, meta: Meta): Promise<Entry>;
  emailLink(token: string, isConfirmed: boolean, meta: Meta): Promise<Answer<EmailLink>>;
  signOut(): Promise<{ setCookie: string[] }>;
  readonly demoAccounts: readonly DemoAccount[] | null;
  /** Mail that is kept instead of sent; null where it isn't. */
  readonly keptMail: Pick<KeptMails, 'list' | 'open'> | null;
}

/** The bridge of one page request. */
export function bridgeOf(
  request: IncomingMessage,
  viewer: Viewer | null,
  graph: Graph,
  door: Doorkeeper,
  demoAccounts: readonly DemoAccount[] | null,
  keptMails?: KeptMails,
): LandfallBridge {
  const before = door.tokenOf(request);
  const asker = new Asker(true);
  return {
    viewer: viewer && { surface: viewer.surface, locale: viewer.locale },
    demoAccounts,
    keptMail: keptMails ?? null,
    async graphql({ headers, ...body }) {
      const locale = localeOf(headers['accept-language'] ?? request.headers['accept-language']);
      if (!viewer) {
        const { code, reason, words: message } = await door.refusalOf(request, locale);
        return {
          status: 401,
          body: JSON.stringify({ errors: [{ message, extensions: { code, reason, fields: [] } }] }),
        };
      }
      const map = new HeaderMap([['content-type', 'application/json']]);
      const answer = await graph.answer({
        method: 'POST',
        headers: map,
        search: '',
        body,
        viewer: { ...viewer, locale },
        asker,
      });
      return { status: answer.status, body: answer.body };
    },
    signIn: (email, password, meta) =>
      door.signIn(email, password, door.deviceOf(request), localeOf(meta.locale), before),
    enterCode: (code, meta) => door.enterCode(before, code, door.deviceOf(request), localeOf(meta.locale)),
    chooseMembership: (membershipId, meta) =>
      door.choose(before, membershipId, door.deviceOf(request), localeOf(meta.locale)),
    standing: () => door.standing(before),
    askReset: (email, meta) => door.askReset(email, door.deviceOf(request), localeOf(meta.locale)),
    resetLink: (token, meta) => door.resetLink(token, localeOf(meta.locale)),
    resetPassword: (token, password, meta) =>
      door.reset(token, password, door.deviceOf(request), localeOf(meta.locale), before),
    emailLink: (token, isConfirmed, meta) => door.emailLink(token, isConfirmed, localeOf(meta.locale)),
    signOut: () => door.signOut(before),
  };
}
