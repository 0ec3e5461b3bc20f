import type { IncomingMessage } from 'node:http';

const USUAL_PORT = 3000;
/** What a token of ours looks like: 256 bits in base64url. */
const TOKEN = /^[\w-]{43}$/;
const SESSION_SECONDS = 12 * 3600;
/** As long as browsers keep anything. */
const DEVICE_SECONDS = 400 * 86_400;

/**
 * How this installation's cookies are named and kept: bound to the host and to HTTPS where there is HTTPS. Browsers
 * keep cookies by host and not by port, so a copy on a port of its own has names of its own.
 */
export class SessionCookie {
  readonly name: string;
  /** By which a browser is known again: it signs nobody in. */
  readonly deviceName: string;

  constructor(
    private readonly isSecure: boolean,
    port = USUAL_PORT,
  ) {
    const own = port === USUAL_PORT || port === 0 ? '' : `-${port}`;
    this.name = isSecure ? '__Host-landfall' : `landfall${own}`;
    this.deviceName = isSecure ? '__Host-landfall-device' : `landfall-device${own}`;
  }

  /** The token of a request, if it has one. */
  read(request: Pick<IncomingMessage, 'headers'>): string | undefined {
    return this.valueOf(request, this.name);
  }

  /** The mark of the browser a request comes from, if it has one. */
  readDevice(request: Pick<IncomingMessage, 'headers'>): string | undefined {
    return this.valueOf(request, this.deviceName);
  }

  /** `Set-Cookie` that keeps a token for the browser's session of 12 h at most. */
  set(token: string): string {
    return this.line(this.name, token, SESSION_SECONDS);
  }

  /** `Set-Cookie` that keeps the mark of a browser. */
  setDevice(mark: string): string {
    return this.line(this.deviceName, mark, DEVICE_SECONDS);
  }

  /** `Set-Cookie` that forgets the token. */
  clear(): string {
    return this.line(this.name, '', 0);
  }

  private line(name: string, value: string, seconds: number): string {
    return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${this.isSecure ? '; Secure' : ''}`;
  }

  private valueOf({ headers }: Pick<IncomingMessage, 'headers'>, wanted: string): string | undefined {
    for (const part of (headers.cookie ?? '').split(';')) {
      const [name, value] = part.trim().split('=');
      if (name === wanted && value && TOKEN.test(value)) return value;
    }
    return undefined;
  }
}
