import { expect, test } from 'vitest';
import { SessionCookie } from './cookie.ts';

const TOKEN = 'a'.repeat(43);
const request = (cookie: string) => ({ headers: { cookie } });

test('two copies on one host keep their sessions apart', () => {
  const [one, other] = [new SessionCookie(false, 3000), new SessionCookie(false, 3001)];
  const kept = `${one.set(TOKEN).split(';')[0]}; ${other.set('b'.repeat(43)).split(';')[0]}`;
  expect(one.read(request(kept))).toBe(TOKEN);
  expect(other.read(request(kept))).toBe('b'.repeat(43));
});

test('behind HTTPS the cookie is the host’s alone and never sent in the clear', () => {
  const cookie = new SessionCookie(true, 3001);
  expect(cookie.set(TOKEN)).toMatch(/^__Host-landfall=.*; Path=\/; HttpOnly; SameSite=Lax;.*; Secure$/);
  expect(cookie.read(request(`landfall=${TOKEN}`))).toBeUndefined();
});

test('what isn’t a token of ours is no session', () => {
  const cookie = new SessionCookie(false);
  for (const value of ['', 'short', `${TOKEN}x`, '../../etc/passwd', `${TOKEN.slice(1)}%`])
    expect(cookie.read(request(`landfall=${value}`))).toBeUndefined();
});
