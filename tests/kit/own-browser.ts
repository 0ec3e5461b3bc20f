import { randomUUID } from 'node:crypto';
import { emailKey } from '@landfall/identity/account/email-key';
import { hashPassword } from '@landfall/identity/account/password';
import { sortKey } from '@landfall/kit/search-token/search-token';
import { Secret, TOTP } from 'otpauth';
import type { Organisation } from './organisation.ts';
import type { World } from './world.ts';

/** A password everybody of the tests has. */
export const PASSWORD = 'correct horse battery';

/** Somebody with an account. */
export interface Enrolled {
  readonly email: string;
  readonly accountId: string;
  readonly membershipIds: readonly string[];
}

/** An account with a password, and memberships at these organisations. */
export async function enrol(
  world: World,
  at: readonly Organisation[],
  roles = ['hotline_consultant'],
): Promise<Enrolled> {
  const [accountId, email] = [randomUUID(), `${randomUUID()}@example.cn`];
  await world.owner.query(
    'insert into identity.account (id, email_key, email, password_hash) values ($1, $2, $3, $4)',
    [accountId, emailKey(email), email, await hashPassword(PASSWORD)],
  );
  const membershipIds = at.map(() => randomUUID());
  for (const [i, { tenant, name }] of at.entries()) {
    await world.owner.query(
      `insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
       values ($1, $2, $3, '张三', $4, $6, '{}', '{}', $5, 1)`,
      [tenant, membershipIds[i], accountId, sortKey('张三', 'surname'), name, roles],
    );
  }
  return { email, accountId, membershipIds };
}

/** What the door answers. */
export interface DoorAnswer {
  readonly status: number;
  readonly body: Record<string, unknown> & {
    code?: string;
    reason?: string;
    message?: string;
    step?: string;
    memberships?: { id: string; organisation: string }[];
  };
}

/** A browser as far as the door cares: it keeps cookies and has an address and a name. */
export class OwnBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly world: World,
    private readonly userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
    private readonly language = 'en',
  ) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get token(): string {
    return this.cookies.get('landfall') ?? '';
  }

  /** Somebody took the cookie of the session. */
  steal(token: string): void {
    this.cookies.set('landfall', token);
  }

  /** One step at the door. */
  async at(path: string, body: object): Promise<DoorAnswer> {
    const response = await fetch(`${this.world.url}/auth/${path}`, {
      method: 'POST',
      headers: this.headers(),
      body: JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return { status: response.status, body: (await response.json()) as DoorAnswer['body'] };
  }

  /** Signs in; with one membership and no second factor that is all. */
  signIn(email: string, password = PASSWORD): Promise<DoorAnswer> {
    return this.at('sign-in', { email, password });
  }

  /** Asks the API. */
  async ask<T = Record<string, never>>(
    query: string,
    variables: object = {},
  ): Promise<{
    data?: T | null;
    errors?: { message: string; extensions: { code: string; reason: string; fields: string[] } }[];
  }> {
    const response = await fetch(`${this.world.url}/graphql`, {
      method: 'POST',
      headers: this.headers(),
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as never;
  }

  /** Asks and gets an answer. @throws Error with what was said instead */
  async get<T>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Why it was refused. */
  async reasonOf(query: string, variables: object = {}): Promise<string | undefined> {
    return (await this.ask(query, variables)).errors?.[0]?.extensions.reason;
  }

  /** The organisation it is signed in at; undefined where it isn't. */
  async where(): Promise<string | undefined> {
    const { data } = await this.ask<{ viewer: { partnerName: string } }>('{ viewer { partnerName } }');
    return data?.viewer.partnerName;
  }

  /** Turns on the second factor, as the account page does. */
  async turnOnTwoStep(): Promise<{ secret: string; codes: string[] }> {
    const { beginTotp } = await this.get<{ beginTotp: { secret: string } }>('mutation { beginTotp { secret } }');
    const { confirmTotp } = await this.get<{ confirmTotp: { codes: string[] } }>(
      'mutation ($code: String!) { confirmTotp(code: $code) { codes } }',
      { code: codeOf(beginTotp.secret) },
    );
    return { secret: beginTotp.secret, codes: confirmTotp.codes };
  }

  private headers(): Record<string, string> {
    return {
      'content-type': 'application/json',
      'accept-language': this.language,
      'user-agent': this.userAgent,
      cookie: this.cookie,
    };
  }
}

/** What an authenticator app shows, its clock so many seconds off. */
export function codeOf(secret: string, seconds = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + seconds * 1000 });
}

/** As if the last code had been used long ago: a test needs several within half a minute. */
export async function forgetLastStep(world: World, { accountId }: Enrolled): Promise<void> {
  await world.owner.query('update identity.totp set last_step = 0 where account_id = $1', [accountId]);
}

/** As if the person had last proven to be it a quarter of an hour ago. */
export async function forgetProof(world: World, { accountId }: Enrolled): Promise<void> {
  await world.owner.query(
    `update identity.session set proven_at = now() - interval '15 minutes' where account_id = $1`,
    [accountId],
  );
}
