import { randomBytes, randomUUID } from 'node:crypto';
import { keyOf } from '@landfall/kit/seal/key-of';
import { WebSocket } from 'ws';
import type { Answer, Person } from './person.ts';
import type { World } from './world.ts';

/** A program that asks with somebody's API token. */
export class Program {
  constructor(
    private readonly world: Pick<World, 'url'>,
    readonly token: string,
  ) {}

  /** Posts whatever it is to `/graphql`. */
  post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.world.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        authorization: `Bearer ${this.token}`,
        ...headers,
      },
      body: JSON.stringify(body),
    });
  }

  async ask<T>(query: string, variables: object = {}): Promise<Answer<T>> {
    return (await (await this.post({ query, variables })).json()) as Answer<T>;
  }

  /** Why it was refused; undefined where it wasn't. */
  async reasonOf(query: string, variables: object = {}): Promise<string | undefined> {
    return (await this.ask(query, variables)).errors?.[0]?.extensions.reason;
  }

  /** A socket that was let in; resolves with the code it is closed with. */
  async open(): Promise<{ socket: WebSocket; closed: Promise<number> }> {
    const socket = new WebSocket(`${this.world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { authorization: `Bearer ${this.token}` },
    });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"connection_init"}');
    await Promise.race([new Promise((resolve) => socket.once('message', resolve)), closed]);
    return { socket, closed };
  }
}

/** A token straight in the tables, for somebody who is a member: making one has tests of its own. */
export async function giveToken(
  world: World,
  person: Person,
  scopes = ['read', 'write', 'documents'],
): Promise<Program & { readonly id: string }> {
  const token = `lf_${randomBytes(32).toString('base64url')}`;
  const id = randomUUID();
  await world.owner.query(
    `with owner as (select account_id from identity.membership where id = $3
       union all select account_id from identity.headquarters_membership where id = $3),
     account as (insert into identity.account (id, email_key, email, password_hash)
       select account_id, account_id::text, account_id || '@example.cn', '' from owner on conflict do nothing)
     insert into identity.api_token (token_hash, id, account_id, membership_id, name, hint, scopes, expires_at)
     select $1, $2, account_id, $3, 'Nightly', 'lf_none', $4, now() + interval '1 day' from owner`,
    [keyOf(token), id, person.membershipId, scopes],
  );
  return Object.assign(new Program(world, token), { id });
}
