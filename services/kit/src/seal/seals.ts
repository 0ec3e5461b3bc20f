import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What SECRET is good for besides logins: values kept sealed, and tokens that are derived instead of kept. A purpose has
 * a key of its own (HKDF, RFC 5869), so what is sealed for one can't be opened for another.
 */
export class Seals {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: string) {}

  /** AES-256-GCM, base64url of nonce, tag and text. */
  seal(text: string, purpose: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(`seal ${purpose}`), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** The text of {@link seal}. @throws Error where it was sealed for something else, with another secret, or changed */
  open(sealed: string, purpose: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key(`seal ${purpose}`), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return text.toString('utf8');
  }

  /** The token of a link about a thing (an invitation, a reset): 43 characters, the same each time, kept nowhere. */
  token(purpose: string, id: string): string {
    return createHmac('sha256', this.key(`token ${purpose}`))
      .update(id)
      .digest('base64url');
  }

  private key(purpose: string): Buffer {
    let key = this.keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.secret, 'landfall', purpose, 32));
      this.keys.set(purpose, key);
    }
    return key;
  }
}
