import { error, type RequestEvent } from '@sveltejs/kit';
import type { DemoAccount, KeptMail, Landfall, Membership, OpenedMail, SignInAnswer } from './landfall.ts';

interface AuthAnswer {
  signedIn?: boolean;
  memberships?: Membership[];
  code?: string;
  message?: string;
}

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
  const auth = async (path: string, body: unknown, locale: string): Promise<SignInAnswer> => {
    const response = await post(path, body, locale);
    const setCookie = response.headers.getSetCookie();
    const answer = (await response.json().catch(() => ({}))) as AuthAnswer;
    if (!response.ok)
      return { ok: false, code: answer.code ?? 'UNAVAILABLE', message: answer.message ?? '', setCookie };
    return { ok: true, signedIn: answer.signedIn ?? false, memberships: answer.memberships ?? [], setCookie };
  };
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
    signIn: (email, password, meta) => auth('/auth/sign-in', { email, password }, meta.locale),
    chooseMembership: (membershipId, meta) => auth('/auth/membership', { membershipId }, meta.locale),
    async signOut() {
      const response = await post('/auth/sign-out', {}, 'zh-CN');
      return { setCookie: response.headers.getSetCookie() };
    },
  };
};
