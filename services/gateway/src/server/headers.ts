import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Proxies } from './proxies.ts';

/** What a page of ours never uses: no script that gets in somehow can ask for it either. */
const UNUSED = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/** Said with every answer, whatever it is; pages say more of what they may load, and files that never change how long to keep them. */
const ALWAYS = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
});

/** A year. Not for sub-domains: they may be somebody else's. */
const HSTS = 'max-age=31536000';

/** Puts them on an answer before anybody writes it. Over TLS the browser is told to come back only so. */
export function secureHeaders(publicUrl: string | undefined, proxies: Proxies) {
  const isPublicSecure = publicUrl?.startsWith('https:') ?? false;
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of ALWAYS) response.setHeader(name, value);
    if (isPublicSecure || proxies.isSecure(request)) response.setHeader('strict-transport-security', HSTS);
  };
}
