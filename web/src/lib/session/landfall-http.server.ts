import { error, type RequestEvent } from '@sveltejs/kit';
import type {
  AcceptAnswer,
  CompanyPage,
  DemoAccount,
  DoorAnswer,
  EmailLink,
  InvitationPage,
  KeptMail,
  Landfall,
  OpenedMail,
  SignInAnswer,
  Standing,
} from './landfall.ts';

/**
 * The same doors over HTTP, for pages that run apart from the gateway (`LANDFALL_ORIGIN`).
 * Sends on the reader's cookie and language, never the host.
 */
export const landfallOverHttp = (event: RequestEvent, origin: string): Landfall => {
  const post = (path: string, body: unknown, locale: string) =>
    globalThis.fetch(new URL(path, origin), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': locale,
        'apollo-require-preflight': 'true',
        cookie: event.request.headers.get('cookie') ?? '',
      },
      body: JSON.stringify(body),
    });
  const get = async <T>(path: string): Promise<T> =>
    (await globalThis.fetch(new URL(path, origin))).json() as Promise<T>;
  const door = async <T extends object>(path: string, body: unknown, locale: string): Promise<DoorAnswer<T>> => {
    const response = await post(`/auth/${path}`, body, locale);
    const setCookie = response.headers.getSetCookie();
    const answer = (await response.json().catch(() => ({}))) as Record<string, string>;
    if (response.ok) return { ok: true, ...(answer as T), setCookie };
    const { code = 'UNAVAILABLE', message = '', reason = '' } = answer;
    return { ok: false, code, reason, message, setCookie };
  };
  const auth = (path: string, body: unknown, locale: string) =>
    door<Extract<SignInAnswer, { ok: true }>>(path, body, locale) as Promise<SignInAnswer>;
  return {
    viewer: null,
    demoAccounts: JSON.parse(process.env.LANDFALL_DEMO_ACCOUNTS ?? 'null') as DemoAccount[] | null,
    keptMail: {
      async list(search) {
        const { mails } = await get<{ mails?: KeptMail[] }>(`/kept-mail?search=${encodeURIComponent(search)}`);
        if (!mails) error(404);
        return mails;
      },
      async open(id) {
        const mail = await get<OpenedMail | { code: string }>(`/kept-mail/${encodeURIComponent(id)}`);
        return 'code' in mail ? null : mail;
      },
    },
    async graphql({ headers, ...body }) {
      const response = await post('/graphql', body, headers['accept-language'] ?? 'zh-CN');
      return { status: response.status, body: await response.text() };
    },
    signIn: (email, password, meta) => auth('sign-in', { email, password }, meta.locale),
    enterCode: (code, meta) => auth('code', { code }, meta.locale),
    chooseMembership: (membershipId, meta) => auth('membership', { membershipId }, meta.locale),
    standing: async () => (await (await post('/auth/standing', {}, 'zh-CN')).json()) as Standing,
    askReset: (email, meta) => door('forgot-password', { email }, meta.locale),
    resetLink: (token, meta) => door<{ email: string }>('reset-link', { token }, meta.locale),
    resetPassword: (token, password, meta) => auth('reset-password', { token, password }, meta.locale),
    emailLink: (token, isConfirmed, meta) =>
      door<EmailLink>(isConfirmed ? 'confirm-email' : 'email-link', { token }, meta.locale),
    invitation: {
      look: async (token) => (await (await post('/auth/invitation', { token }, 'zh-CN')).json()) as InvitationPage,
      accept: (token, password, meta) =>
        door<Extract<AcceptAnswer, { ok: true }>>(
          'invitation/accept',
          { token, password },
          meta.locale,
        ) as Promise<AcceptAnswer>,
      askAgain: (token, meta) => door('invitation/ask-again', { token }, meta.locale),
    },
    signOn: {
      async company(code, problem, { locale }) {
        const address = new URL('/auth/sso/company', origin);
        address.search = new URLSearchParams({ code, problem }).toString();
        const response = await globalThis.fetch(address, { headers: { 'accept-language': locale } });
        return (await response.json()) as CompanyPage;
      },
    },
    async signOut() {
      const response = await post('/auth/sign-out', {}, 'zh-CN');
      return { setCookie: response.headers.getSetCookie() };
    },
  };
};
