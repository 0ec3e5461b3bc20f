import type { Cookies } from '@sveltejs/kit';

/** Passes `Set-Cookie` lines of the gateway on through Kit, which owns the response's cookies. */
export const passCookies = (cookies: Cookies, lines: readonly string[]) => {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const options = new Map(
      attributes.map((attribute) => {
        const [name = '', value = ''] = attribute.split('=');
        return [name.toLowerCase(), value] as const;
      }),
    );
    const maxAge = options.get('max-age');
    const expires = options.get('expires');
    const sameSite = options.get('samesite')?.toLowerCase();
    cookies.set(pair.slice(0, at), pair.slice(at + 1), {
      path: options.get('path') ?? '/',
      httpOnly: options.has('httponly'),
      secure: options.has('secure'),
      sameSite: sameSite === 'strict' || sameSite === 'none' ? sameSite : 'lax',
      encode: (value) => value,
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
      ...(expires === undefined ? {} : { expires: new Date(expires) }),
    });
  }
};
