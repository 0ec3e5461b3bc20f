import { Agent, request } from 'node:http';

/** One way to ask for a page of tickets: where, and what a tenant's request looks like. */
export interface Variant {
  readonly name: string;
  readonly url: string;
  /** The nth tenant's request; the load takes tenants at random. Without a body it is a GET. */
  readonly request: (nth: number) => { headers: Record<string, string>; body?: string };
  /** The rows of an answer, in one form for all variants. @throws where it isn't the answer expected */
  readonly rows: (body: string) => unknown;
  /** Connections that ask at once; 16 unless said. */
  readonly connections?: number;
  /** An answer with fewer bytes is wrong; 1,000 unless said. */
  readonly leastBytes?: number;
}

/** What a stretch of load came to. */
export interface Stretch {
  readonly perSecond: number;
  readonly errors: number;
}

const CONNECTIONS = 16;

/** Asks with so many connections for a while, tenants at random; an answer that isn't 200 with the first answer's length or so is an error. */
export async function load(variant: Variant, tenants: number, milliseconds: number): Promise<Stretch> {
  const agent = new Agent({ keepAlive: true, maxSockets: variant.connections ?? CONNECTIONS });
  const until = performance.now() + milliseconds;
  let done = 0;
  let errors = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const { headers, body } = variant.request(Math.floor(Math.random() * tenants));
      const answer = await send(variant.url, headers, body, agent);
      if (answer.status !== 200 || answer.bytes < (variant.leastBytes ?? 1000) || answer.hasErrors) errors += 1;
      done += 1;
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: variant.connections ?? CONNECTIONS }, worker));
  const perSecond = done / ((performance.now() - begin) / 1000);
  agent.destroy();
  return { perSecond, errors };
}

/** One answer's text, for comparing variants. */
export async function once(variant: Variant, nth: number): Promise<string> {
  const { headers, body } = variant.request(nth);
  const response = await fetch(variant.url, body === undefined ? { headers } : { method: 'POST', headers, body });
  return response.text();
}

const ERRORS = Buffer.from('"errors":[');

function send(
  url: string,
  headers: Record<string, string>,
  body: string | undefined,
  agent: Agent,
): Promise<{ status: number; bytes: number; hasErrors: boolean }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        agent,
        headers: body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      },
      (response) => {
        let bytes = 0;
        let hasErrors = false;
        response.on('data', (chunk: Buffer) => {
          if (bytes === 0) hasErrors = chunk.subarray(0, 200).includes(ERRORS);
          bytes += chunk.length;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes, hasErrors }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
