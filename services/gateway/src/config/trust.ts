import { BlockList, isIP } from 'node:net';
import type { Reader } from './values.ts';

/** Whose word about a request's address is taken: nobody's, that of so many proxies in front of us, or that of proxies at known addresses. */
export type Trust = { readonly hops: number } | { readonly networks: BlockList };

/** Reads `none`, a number of hops, or a list of addresses and networks (CIDR). */
export const trust: Reader<Trust> = (value) => {
  if (value.toLowerCase() === 'none') return { hops: 0 };
  if (/^\d$/.test(value)) return { hops: Number(value) };
  const networks = new BlockList();
  for (const part of value.split(',')) add(networks, part.trim());
  return { networks };
};

function add(networks: BlockList, part: string): void {
  const [address = '', bits, more] = part.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (!family || more !== undefined || length < 0 || length > most)
    throw new Error('none, a number of proxies from 0 to 9, or addresses and networks like 10.0.0.0/8,fd00::/8');
  networks.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
}
