import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Trust } from '../config/trust.ts';

/** A request as far as it says where it comes from. */
export type Arrival = Pick<IncomingMessage, 'headers'> & { readonly socket?: Partial<IncomingMessage['socket']> };

/** Where requests come from, as far as the proxies in front of us are believed. What anybody else says of it is nobody's word. */
export class Proxies {
  private readonly believesNobody: boolean;

  constructor(private readonly trust: Trust = { hops: 0 }) {
    this.believesNobody = 'hops' in trust && trust.hops === 0;
  }

  /** The address of whoever asks; undefined for a connection that is gone. */
  addressOf({ headers, socket }: Arrival): string | undefined {
    const nearest = plain(socket?.remoteAddress);
    if (this.believesNobody) return nearest;
    const told = partsOf(headers['x-forwarded-for']);
    let believed = nearest;
    for (let hop = 0; this.believes(believed, hop); hop++) {
      const next = plain(told.at(-1 - hop));
      // The list is at its end, or something in it is no address: who said that is as far as we know.
      if (next === undefined) break;
      believed = next;
    }
    return believed;
  }

  /** Whether it came over TLS, to us or to a proxy we believe. */
  isSecure({ headers, socket }: Arrival): boolean {
    if ((socket as { encrypted?: boolean } | undefined)?.encrypted) return true;
    if (this.believesNobody || !this.believes(plain(socket?.remoteAddress), 0)) return false;
    return partsOf(headers['x-forwarded-proto']).at(-1)?.toLowerCase() === 'https';
  }

  private believes(address: string | undefined, hop: number): boolean {
    if ('hops' in this.trust) return hop < this.trust.hops;
    const family = address === undefined ? 0 : isIP(address);
    return family !== 0 && this.trust.networks.check(address as string, family === 4 ? 'ipv4' : 'ipv6');
  }
}

function partsOf(header: string | string[] | undefined): string[] {
  return (header?.toString() ?? '').split(',').map((part) => part.trim());
}

/** An address alone: without a port, without brackets, IPv4 in its own notation. */
function plain(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (isIP(text) === 4) return text;
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? (/^[\d.]+:\d+$/.test(text) ? text.split(':')[0] : text) ?? '';
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? address : undefined;
}
