import type { IncomingMessage, ServerResponse } from 'node:http';
import { wellFormed } from '@landfall/kit/json/well-formed';
import { Problem } from '@landfall/kit/problem/problem';

/** A request's body as text. @throws Problem LIMITED beyond `most` bytes */
export function readText(request: IncomingMessage, most: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= most) return;
      request.off('data', take).pause();
      reject(new Problem('LIMITED', 'limited'));
    };
    request.on('data', take);
    request.once('end', () =>
      resolve((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString()),
    );
    request.once('error', reject);
  });
}

/** A request's JSON body. @throws Problem LIMITED, INVALID */
export async function readJson(request: IncomingMessage, most: number): Promise<unknown> {
  const text = await readText(request, most);
  try {
    return JSON.parse(wellFormed(text) || '{}');
  } catch {
    throw new Problem('INVALID', 'invalidDocument');
  }
}

/** Answers with JSON that no cache keeps. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}
