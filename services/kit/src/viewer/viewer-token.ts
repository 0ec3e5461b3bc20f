import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { isShared, sharedViewer } from './shared-viewer.ts';
import type { Viewer } from './viewer.ts';

/** A token is good for a minute at most, clocks that differ by a little included (security.md 9). */
const SECONDS = 55;
const TOLERANCE_SECONDS = 5;
const ISSUER = 'landfall gateway';
const ALGORITHM = 'EdDSA';

/** What the DER of an Ed25519 private key says before its 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The gateway's key for viewer tokens: derived from SECRET, so that every gateway of an installation has the same. Only a gateway needs it. */
export function signingKey(secret: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, 'landfall', 'viewer tokens', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half as text, for a service that is to verify and can't sign: 43 characters. */
export function publicKeyText(signing: KeyObject): string {
  return createPublicKey(signing).export({ format: 'jwk' }).x ?? '';
}

/** The key of such a text. @throws Error where it is none */
export function publicKeyOf(text: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
}

/**
 * The viewer as the gateway vouches for it to one service, signed (EdDSA). That service may bring it back to the gateway
 * with a question of its own, as the same viewer; nobody else takes it.
 */
export function signViewer(viewer: Viewer, service: string, key: KeyObject, now = Date.now()): Promise<string> {
  const seconds = Math.floor(now / 1000);
  const shared = isShared(viewer);
  return new SignJWT({ viewer: { ...viewer }, shared })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setAudience([service, 'gateway'])
    .setSubject(shared ? 'everybody alike' : viewer.accountId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + SECONDS)
    .sign(key);
}

/** The viewer of a token that is the gateway's, for this audience, and still good; null for anything else. */
export async function verifyViewer(
  token: string,
  audience: string,
  key: KeyObject,
  now = Date.now(),
): Promise<Viewer | null> {
  return (await verifyToken(token, audience, key, now))?.viewer ?? null;
}

/** The same with the time up to which it is good, in milliseconds. */
export async function verifyToken(
  token: string,
  audience: string,
  key: KeyObject,
  now: number,
): Promise<{ readonly viewer: Viewer; readonly until: number } | null> {
  try {
    const { payload } = await jwtVerify<{ viewer: Viewer; shared: boolean }>(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience,
      clockTolerance: TOLERANCE_SECONDS,
      maxTokenAge: SECONDS,
      currentDate: new Date(now),
      requiredClaims: ['viewer', 'sub', 'exp'],
    });
    const viewer = payload.shared ? sharedViewer(payload.viewer) : payload.viewer;
    return { viewer, until: ((payload.exp ?? 0) + TOLERANCE_SECONDS) * 1000 };
  } catch {
    return null;
  }
}
