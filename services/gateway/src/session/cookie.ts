import type { IncomingMessage } from 'node:http';

const USUAL_PORT = 3000;

/**
 * How this installation's session cookie is named and kept: bound to the host and to HTTPS where there is HTTPS. Browsers
 * keep cookies by host and not by port, so a copy on a port of its own has a name of its own.
 */
export class SessionCookie {
  readonly name: string;

  constructor(
    private readonly isSecure: boolean,
    port = USUAL_PORT,
  ) {
    const own = port === USUAL_PORT || port === 0 ? '' : `-${port}`;
    this.name = isSecure ? '__Host-landfall' : `landfall${own}`;
  }

  /** The token of a request, if it has one. */
  read(request: Pick<IncomingMessage, 'headers'>): string | undefined {
    for (const part of (request.headers.cookie ?? '').split(';')) {
      const [name, value] = part.trim().split('=');
      if (name === this.name && value && /^[\w-]{43}$/.test(value)) return value;
    }
    return undefined;
  }

  /** `Set-Cookie` that keeps a token for the browser's session of 12 h at most. */
  set(token: string): string {
    return `${this.name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200${this.isSecure ? '; Secure' : ''}`;
  }

  /** `Set-Cookie` that forgets it. */
  clear(): string {
    return `${this.name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${this.isSecure ? '; Secure' : ''}`;
  }
}
