import type { IncomingMessage } from 'node:http';

/** How this installation's session cookie is named and kept: bound to the host and to HTTPS where there is HTTPS. */
export class SessionCookie {
  readonly name: string;

  constructor(private readonly isSecure: boolean) {
    this.name = isSecure ? '__Host-landfall' : 'landfall';
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
