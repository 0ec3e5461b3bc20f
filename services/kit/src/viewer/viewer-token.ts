import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Viewer } from './viewer.ts';

const SECONDS = 60;

/** The viewer as one process vouches for it to another: for one service, for at most 60 s (security.md 9). */
export function signViewer(viewer: Viewer, audience: string, secret: string, now = Date.now()): string {
  const body = Buffer.from(JSON.stringify({ viewer, audience, until: now + SECONDS * 1000 })).toString('base64url');
  return `${body}.${mac(body, secret)}`;
}

/** The viewer of a token that is ours, for us, and still good; null for anything else. */
export function verifyViewer(token: string, audience: string, secret: string, now = Date.now()): Viewer | null {
  const [body = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature);
  const right = Buffer.from(mac(body, secret));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    viewer: Viewer;
    audience: string;
    until: number;
  };
  return claims.audience === audience && claims.until > now ? claims.viewer : null;
}

function mac(body: string, secret: string): string {
  return createHmac('sha256', `viewer-token ${secret}`).update(body).digest('base64url');
}
