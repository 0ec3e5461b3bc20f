import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody in a company's directory. */
export interface DirectoryEntry {
  readonly sub: string;
  readonly email: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

export const CLIENT = { id: 'landfall', secret: 'a client secret of the tests' } as const;

/** A company's real OpenID provider on this machine. Whoever `who` names is signed in without being asked. */
export class IdentityProvider {
  /** Subject that the provider signs in next; null: the person refuses. */
  who: string | null = null;
  /** How long ago whoever signs in next has proven themselves to it: its session is older than ours. Seconds. */
  ago = 0;
  /** What browsers see where somebody has to sign in by hand. */
  private byHand = false;
  private readonly directory = new Map<string, DirectoryEntry>();

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  /** Starts one that sends people back to `origin`. With `byHand` its own page asks who it is. */
  static async start(
    origin: string,
    options: { byHand?: boolean; issuer?: (at: string) => string } = {},
  ): Promise<IdentityProvider> {
    let answer: (request: never, response: never) => unknown = () => undefined;
    const server = createServer((request, response) => void answer(request as never, response as never));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const own = new IdentityProvider(at, server);
    own.byHand = options.byHand ?? false;
    const provider = new Provider(options.issuer?.(at) ?? at, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${origin}/auth/sso/callback`],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
      scopes: ['openid', 'email', 'profile', 'groups'],
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      cookies: { keys: ['a key of the tests'] },
      ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
      findAccount: (_context, sub) => {
        const entry = own.directory.get(sub);
        return entry && { accountId: sub, claims: async () => ({ ...entry }) as never };
      },
      loadExistingGrant: async (context) => {
        const { client, session, provider: of } = context.oidc;
        const grant = new of.Grant({ clientId: client?.clientId, accountId: session?.accountId });
        grant.addOIDCScope('openid email profile groups');
        await grant.save();
        return grant;
      },
    });
    const callback = provider.callback();
    answer = async (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => {
      if (!request.url?.startsWith('/interaction/')) return callback(request, response);
      const url = new URL(request.url, at);
      const chosen = url.searchParams.get('sub');
      if (own.byHand && chosen === null)
        return response.setHeader('content-type', 'text/html; charset=utf-8').end(own.page(url));
      const sub = own.byHand ? chosen : own.who;
      const ts = Math.floor(Date.now() / 1000) - own.ago;
      const result = sub ? { login: { accountId: sub, ts } } : { error: 'access_denied', error_description: 'refused' };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    };
    return own;
  }

  /** Puts somebody into the directory, or changes them. */
  knows(entry: DirectoryEntry): this {
    this.directory.set(entry.sub, entry);
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private page(url: URL): string {
    const people = [...this.directory.values()].map(
      ({ sub, name }) => `<li><a href="${url.pathname}?sub=${encodeURIComponent(sub)}">${name ?? sub}</a></li>`,
    );
    return `<!doctype html><html lang="en"><title>Company directory</title><h1>Who are you?</h1><ul>${people.join('')}</ul></html>`;
  }
}

/** A browser as far as navigations and cookies go; keeps each host's cookies apart by their port. */
export class Navigator {
  private readonly jars = new Map<string, Map<string, string>>();

  /** Follows redirects to the end, which is the first answer that isn't one, or the first place that `until` names. */
  async go(address: string, until?: (url: URL) => boolean): Promise<{ url: URL; status: number; text: string }> {
    let url = new URL(address);
    for (let steps = 0; steps < 15; steps++) {
      if (until?.(url)) return { url, status: 0, text: '' };
      const jar = this.jars.get(url.host) ?? new Map<string, string>();
      this.jars.set(url.host, jar);
      const response = await fetch(url, {
        redirect: 'manual',
        headers: {
          cookie: [...jar].map((pair) => pair.join('=')).join('; '),
          'accept-language': 'en',
          accept: 'text/html',
        },
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const [name = '', ...value] = pair.split('=');
        if (/max-age=0|1970/i.test(line)) jar.delete(name);
        else jar.set(name, value.join('='));
      }
      const location = response.headers.get('location');
      if (!location) return { url, status: response.status, text: await response.text() };
      url = new URL(location, url);
    }
    throw new Error(`too many redirects, at ${url}`);
  }

  /** A cookie this browser has for a host. */
  cookie(address: string, name: string): string | undefined {
    return this.jars.get(new URL(address).host)?.get(name);
  }

  /** A copy of this browser as it is now. */
  copy(): Navigator {
    const other = new Navigator();
    for (const [host, jar] of this.jars) other.jars.set(host, new Map(jar));
    return other;
  }
}
