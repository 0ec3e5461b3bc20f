/** A pair of surrogates, one without its other half, or any other escape, so that an escaped backslash never begins one. */
const ESCAPES = /\\(?:u[dD][89aAbB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|[\s\S])/g;
const ANY_HALF = /\\u[dD][89a-fA-F]/;

/**
 * JSON text whose strings are all well formed: half of a surrogate pair becomes U+FFFD, as when a browser sends a form
 * (https://webidl.spec.whatwg.org/#idl-USVString). UTF-8 has no such half, so only an escape can bring one; JavaScript's own
 * `encodeURI`, PostgreSQL's `jsonb` and RFC 8785 all refuse it, each in its own way and far from where it came in.
 */
export function wellFormed(json: string): string {
  if (!ANY_HALF.test(json)) return json;
  return json.replace(ESCAPES, (found, half?: string) => (half ? '\\ufffd' : found));
}
