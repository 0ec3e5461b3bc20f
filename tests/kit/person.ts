import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setImmediate as saidAll } from 'node:timers/promises';
import { type Client, createClient, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';
import { pageOperation } from './page-operations.ts';
import type { World } from './world.ts';

/** One error of an answer, as clients see it. */
export interface ToldError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly reason?: string; readonly fields?: readonly string[] };
}

/** An answer of the API. */
export interface Answer<T> {
  readonly data: T;
  readonly errors?: readonly ToldError[];
}

/** Somebody signed in, with the API at hand. */
export class Person {
  private socket: Client | undefined;
  private wire: Promise<WebSocket | undefined> | undefined;

  constructor(
    private readonly world: Pick<World, 'url'> & { readonly cookieName?: string },
    readonly token: string,
    readonly membershipId: string,
    readonly tenant: string,
    readonly name: string,
    /** With it documents of one's own are asked for, where a cookie may not. */
    readonly apiToken?: string,
  ) {}

  /** The same person, asking by an API token that may send documents of its own. */
  async asProgram(): Promise<Person> {
    const { data, errors } = await this.askAs<{ createApiToken: { token: string } }>('CreateApiToken', {
      input: { name: 'tests', scopes: ['READ', 'WRITE', 'DOCUMENTS'], days: 1 },
    });
    if (errors) throw new Error(JSON.stringify(errors));
    const { world, token, membershipId, tenant, name } = this;
    return new Person(world, token, membershipId, tenant, name, data.createApiToken.token);
  }

  private get credential(): Record<string, string> {
    return this.apiToken ? { authorization: `Bearer ${this.apiToken}` } : { cookie: this.cookie };
  }

  private get cookie(): string {
    return `${this.world.cookieName ?? 'landfall'}=${this.token}`;
  }

  /** Asks; errors are part of the answer. */
  async ask<T = Record<string, never>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return (await (await this.post({ query, variables }, headers)).json()) as Answer<T>;
  }

  /** Asks as a page does: for an operation of the pages, by its id. */
  async askAs<T = Record<string, never>>(
    operation: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<T>> {
    return (await (await this.post({ documentId: pageOperation(operation), variables })).json()) as Answer<T>;
  }

  /** Posts whatever it is to `/graphql`. */
  post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credential, 'accept-language': 'en', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Asks for something that must work. */
  async get<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** The code a refused request is answered with; undefined where it was not refused. */
  async codeOf(query: string, variables: Record<string, unknown> = {}): Promise<string | undefined> {
    return (await this.ask(query, variables)).errors?.[0]?.extensions.code;
  }

  /** Subscribes as a page does, by an id. */
  listenAs<T>(operation: string, variables: Record<string, unknown> = {}): Promise<Listening<T>> {
    return this.listen('', variables, { documentId: pageOperation(operation) });
  }

  /** Subscribes, and is back when the server has heard so; what arrives is in `seen`, and `next` waits for one more. */
  async listen<T>(
    query: string,
    variables: Record<string, unknown> = {},
    extensions?: Record<string, unknown>,
  ): Promise<Listening<T>> {
    const { cookie } = this;
    this.socket ??= createClient({
      url: `${this.world.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: { cookie } });
        }
      },
      lazy: false,
      retryAttempts: 0,
    });
    const client = this.socket;
    this.wire ??= new Promise((resolve) => {
      client.on('connected', (socket) => resolve(socket as WebSocket));
      client.on('closed', () => resolve(undefined));
    });
    const wire = await this.wire;
    const listening = new Listening<T>(client, { query, variables, ...(extensions ? { extensions } : {}) });
    if (wire) await heard(client, wire);
    return listening;
  }

  /** Ends what the person holds open. */
  async leave(): Promise<void> {
    await this.socket?.dispose();
  }
}

/** Until the server has heard what was said before. */
async function heard(client: Client, wire: WebSocket): Promise<void> {
  // The client says what it has to say in a moment of its own.
  await saidAll();
  if (wire.readyState !== WebSocket.OPEN) return;
  await new Promise<void>((resolve) => {
    client.on('pong', (isAnswer) => isAnswer && resolve());
    client.on('closed', () => resolve());
    wire.send('{"type":"ping"}');
  });
}

/** Less than a test has. */
const PATIENCE_MS = 15_000;

/** What a subscription told so far. */
export class Listening<T> {
  readonly seen: { data?: T; errors?: readonly ToldError[] }[] = [];
  private waiting: (() => void) | undefined;
  private readonly end: () => void;

  constructor(client: Client, payload: SubscribePayload) {
    this.end = client.subscribe<T>(payload, {
      next: (value) => {
        this.seen.push(value as never);
        this.waiting?.();
      },
      error: (error) => {
        this.seen.push({
          errors: Array.isArray(error)
            ? (error as never)
            : [{ message: String(error), extensions: { code: 'SOCKET' } }],
        });
        this.waiting?.();
      },
      complete: () => this.waiting?.(),
    });
  }

  /** Waits until something fits. @throws Error that says what was told instead */
  async until(fits: (data: T) => boolean): Promise<T> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const found = this.seen.find((value) => value.data && fits(value.data));
      if (found?.data) return found.data;
      if (signal.aborted) throw new Error(`nothing fits of what was told: ${JSON.stringify(this.seen)}`);
      await new Promise<void>((resolve) => {
        this.waiting = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  stop(): void {
    this.end();
  }
}

/** Opens a session for a membership straight in the tables: signing in has tests of its own. */
export async function openSession(
  world: World,
  viewer: {
    surface: 'desk' | 'portal' | 'hq';
    membershipId: string;
    accountId: string;
    name: string;
    tenant: string;
    customers: string[];
    roles: string[];
    partnerName: string | null;
    customerName: string | null;
  },
): Promise<Person> {
  const token = randomBytes(32).toString('base64url');
  const kept = { ...viewer, email: `${viewer.membershipId}@example.cn`, timeZone: 'Asia/Shanghai', membershipCount: 1 };
  await world.owner.query(
    `insert into identity.session (token_hash, id, account_id, membership_id, viewer, proven_at, expires_at) values ($1, $2, $3, $4, $5, now(), now() + interval '1 hour')`,
    [
      createHash('sha256').update(token).digest('hex'),
      randomUUID(),
      viewer.accountId,
      viewer.membershipId,
      JSON.stringify(kept),
    ],
  );
  return new Person(world, token, viewer.membershipId, viewer.tenant, viewer.name);
}
