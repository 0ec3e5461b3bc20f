import { lookup as resolve } from 'node:dns';
import { type ClientRequest, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { tracing } from '../tracing/tracing.ts';
import { isPrivateAddress } from './private-address.ts';

const DEADLINE_MS = 6000;
const MOST_BYTES = 1_000_000;

/** Why a call outside was not made, or not finished. */
export type OutsideReason = 'address' | 'scheme' | 'deadline' | 'tooLong' | 'unreachable';

/** A call outside that came to nothing. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';

  constructor(
    readonly reason: OutsideReason,
    message: string = reason,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A call as `fetch` takes it, as far as it is used here. */
export interface OutsideCall {
  readonly method?: string;
  readonly headers?: Headers | Record<string, string>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null | undefined;
}

/**
 * Calls to addresses that somebody typed in (identity providers, later webhooks): within a deadline, of bounded length,
 * and never to private addresses unless this installation allows it. The address is looked at where the connection is
 * made, so no name that means another address a moment later gets past it; redirects are answers, never followed.
 */
export class Outside {
  constructor(readonly allowsPrivate: boolean) {}

  /** The answer to one call. @throws OutsideError */
  fetch(address: string | URL, call: OutsideCall = {}, deadlineMs = DEADLINE_MS): Promise<Response> {
    const { tracer } = tracing;
    if (!tracer) return this.fetchNow(address, call, deadlineMs);
    const method = call.method ?? 'GET';
    // Of the address only whose it is: the rest may hold a code. Our trace is no business of theirs.
    const facts = { 'http.request.method': method, 'server.address': URL.parse(String(address))?.hostname };
    return tracer.within(method, { kind: 'client', facts }, async (span) => {
      const answer = await this.fetchNow(address, call, deadlineMs);
      span?.note({ 'http.response.status_code': answer.status });
      return answer;
    });
  }

  private async fetchNow(address: string | URL, call: OutsideCall, deadlineMs: number): Promise<Response> {
    const url = new URL(address);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.allowsPrivate))
      throw new OutsideError('scheme');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !this.allowsPrivate && isPrivateAddress(host)) throw new OutsideError('address');
    const deadline = AbortSignal.timeout(deadlineMs);
    const signal = call.signal ? AbortSignal.any([deadline, call.signal]) : deadline;
    try {
      return await this.send(url, call, signal);
    } catch (error) {
      if (error instanceof OutsideError) throw error;
      const cause = error as Error;
      if (cause.cause instanceof OutsideError) throw cause.cause;
      throw new OutsideError(deadline.aborted ? 'deadline' : 'unreachable', undefined, { cause });
    }
  }

  private send(url: URL, { method = 'GET', headers, body }: OutsideCall, signal: AbortSignal): Promise<Response> {
    const text = body === undefined || body === null ? undefined : String(body);
    const { promise, resolve: done, reject } = Promise.withResolvers<Response>();
    const call: ClientRequest = (url.protocol === 'https:' ? secure : plain)(
      url,
      {
        method,
        headers: {
          ...Object.fromEntries(new Headers(headers as never)),
          ...(text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
        },
        lookup: this.lookup,
        signal,
        // A connection of its own: nothing of one partner's provider is left for another's.
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MOST_BYTES) answer.destroy(new OutsideError('tooLong'));
          else chunks.push(chunk);
        });
        answer.once('error', reject);
        answer.once('end', () => {
          const status = answer.statusCode ?? 502;
          const told = new Headers();
          for (const [name, value] of Object.entries(answer.headers))
            if (value !== undefined) told.set(name, Array.isArray(value) ? value.join(', ') : value);
          const isEmpty = status === 204 || status === 205 || status === 304;
          done(new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers: told }));
        });
      },
    );
    call.once('error', reject);
    call.end(text);
    return promise;
  }

  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const wrong = !this.allowsPrivate && found.some(({ address }) => isPrivateAddress(address));
      const [first] = found;
      if (wrong || !first) return callback(new OutsideError('address') as never, '', 0);
      if (options.all) callback(null, found as never);
      else callback(null, first.address, first.family);
    });
  };
}
