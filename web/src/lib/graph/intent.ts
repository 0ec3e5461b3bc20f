/** A UUIDv7 from the browser's random source; also over plain http, where `crypto.randomUUID` is missing. */
export const uuid7 = (now = Date.now()): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/**
 * The idempotency key of what a person means to do. It stays while the outcome is unknown and the content
 * is the same, so pressing again after a lost answer does it once; anything else is a new intent.
 */
export class Intent {
  #key: string | undefined;
  #content = '';

  keyFor(variables: unknown): string {
    const content = JSON.stringify(variables);
    if (!this.#key || this.#content !== content) {
      this.#key = uuid7();
      this.#content = content;
    }
    return this.#key;
  }

  settle() {
    this.#key = undefined;
  }
}
