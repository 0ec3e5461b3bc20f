/** A UUIDv7 from the browser's random source; also over plain http, where `crypto.randomUUID` is missing. */
export const uuid7 = (now = Date.now()): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const prefix = 'landfall-intent:';
/** An intent whose outcome nobody came back for within a day is another one. Milliseconds. */
const lasts = 24 * 3_600_000;
const bornAt = (key: string): number => Number.parseInt(key.slice(0, 8) + key.slice(9, 13), 16);

/** A short name for a long text; two that differ have the same once in 2⁶⁴ (FNV-1a, twice). */
const nameFor = (text: string): string => {
  let [one, other] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13);
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36);
};

/** The same text for the same values, in whatever order a page wrote them. */
const textOf = (variables: unknown): string =>
  JSON.stringify(variables, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** What this tab remembers through a reload. Storage may be forbidden or full: then a key lasts as long as the page. */
const kept = {
  get(name: string): string | undefined {
    try {
      const key = sessionStorage.getItem(name);
      if (key && Date.now() - bornAt(key) < lasts) return key;
    } catch {}
    return undefined;
  },
  set(name: string, key: string) {
    try {
      sessionStorage.setItem(name, key);
    } catch {}
  },
  remove(name: string) {
    try {
      sessionStorage.removeItem(name);
    } catch {}
  },
};

/**
 * The idempotency key of what a person means to do. It stays while the outcome is unknown and the content
 * is the same, so pressing again after a lost answer does it once; anything else is a new intent.
 */
export class Intent {
  #key: string | undefined;
  #content = '';
  #name: string | undefined;

  /**
   * @param document the name under which the key is kept through a reload of the page, until an answer comes: only a
   * fingerprint of the variables is. Without one nothing is kept, as where the variables are secrets.
   */
  keyFor(variables: unknown, document?: string): string {
    const content = textOf(variables);
    if (!this.#key || this.#content !== content) {
      this.#name = document === undefined ? undefined : `${prefix}${document}:${nameFor(content)}`;
      this.#content = content;
      this.#key = (this.#name ? kept.get(this.#name) : undefined) ?? uuid7();
      if (this.#name) kept.set(this.#name, this.#key);
    }
    return this.#key;
  }

  /** An answer arrived: what is sent from here on is another intent. */
  settle() {
    if (this.#name) kept.remove(this.#name);
    this.#key = undefined;
  }
}
