/** A seeded source of chance: the same seed and label draw the same values, whatever other labels draw. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(readonly seed: string) {
    // xmur3 spreads the label, sfc32 draws: small, quick, and good enough for figures that look like life.
    let h = 1_779_033_703 ^ seed.length;
    for (let i = 0; i < seed.length; i += 1) {
      h = Math.imul(h ^ seed.charCodeAt(i), 3_432_918_353);
      h = (h << 13) | (h >>> 19);
    }
    const word = (): number => {
      h = Math.imul(h ^ (h >>> 16), 2_246_822_507);
      h = Math.imul(h ^ (h >>> 13), 3_266_489_909);
      h ^= h >>> 16;
      return h >>> 0;
    };
    this.a = word();
    this.b = word();
    this.c = word();
    this.d = word();
    for (let i = 0; i < 12; i += 1) this.word();
  }

  /** A source of its own for one purpose: what is drawn there changes nothing here. */
  fork(label: string): Random {
    return new Random(`${this.seed}/${label}`);
  }

  /** 0 ≤ value < 1 */
  next(): number {
    return this.word() / 4_294_967_296;
  }

  /** A whole number from `from` to `until`, both included. */
  whole(from: number, until: number): number {
    return from + Math.floor(this.next() * (until - from + 1));
  }

  between(from: number, until: number): number {
    return from + this.next() * (until - from);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Around `mean`; about two thirds within one `spread`. */
  normal(mean: number, spread: number): number {
    const u = 1 - this.next();
    return mean + spread * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.next());
  }

  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** The likelier, the heavier. @throws RangeError where nothing weighs anything */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T {
    const total = list.reduce((sum, item) => sum + weight(item), 0);
    let left = this.next() * total;
    for (const item of list) {
      left -= weight(item);
      if (left < 0) return item;
    }
    throw new RangeError('nothing to pick from');
  }

  shuffled<T>(list: readonly T[]): T[] {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i -= 1) {
      const j = this.whole(0, i);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }

  /** Decimal digits. */
  digits(length: number): string {
    return Array.from({ length }, () => this.whole(0, 9)).join('');
  }

  /** 32 bits. */
  private word(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  /** An id of UUIDv7's form for something that came to be at `milliseconds`: sorts by time, the same for the same seed. */
  id(milliseconds: number): string {
    const time = Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0');
    const hex = (bits: number): string => bits.toString(16);
    const a = hex(this.word() & 0xfff).padStart(3, '0');
    const b = hex(0x8000 | (this.word() & 0x3fff));
    const c = hex(this.word()).padStart(8, '0') + hex(this.word() & 0xffff).padStart(4, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${b}-${c}`;
  }
}
