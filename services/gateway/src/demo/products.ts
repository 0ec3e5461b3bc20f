import { type PublishedProduct, publishedProducts } from '@landfall/catalogue/product/published-products';
import type { DemoProduct } from './demo-customer.ts';
import { localDate } from './open-hours.ts';
import type { Random } from './random.ts';

const DAY = 86_400_000;
const YEAR = 365.25 * DAY;

/** How a product's service term stands today. */
export type Term = 'SERVED' | 'ENDING' | 'ENDED' | 'ENDED_41_DAYS';

const POPULAR: Readonly<Record<string, number>> = {
  'KIS-MINI': 2,
  'KIS-STD': 5,
  'KIS-BIZ': 5,
  'KIS-PRO': 8,
  'KIS-FLAG': 3,
  'K3-GROW': 3,
  'K3-WISE': 8,
  'K3-RISE': 3,
  'K3-CLOUD': 4,
};

/** Registers a product of a line, bought some years ago in a version of that time or updated since. */
export function registeredProduct(
  random: Random,
  line: 'KIS' | 'K3',
  term: Term,
  now: number,
  code?: string,
): DemoProduct {
  const product = code
    ? (publishedProducts.find((one) => one.code === code) as PublishedProduct)
    : random.weighted(
        publishedProducts.filter((one) => one.line === line),
        (one) => POPULAR[one.code] ?? 1,
      );
  const today = localDate(now);
  const released = product.versions.filter(({ releasedOn }) => releasedOn < today);
  // Most keep up; some run what the vendor no longer corrects.
  const version =
    released[Math.max(0, released.length - 1 - (random.chance(0.55) ? 0 : random.chance(0.7) ? 1 : 2))] ??
    product.versions[0];
  if (!version) throw new RangeError('a product has versions');
  const first = product.versions[0]?.releasedOn ?? version.releasedOn;
  const soldFrom = Math.max(Date.parse(first) + 20 * DAY, now - 7 * YEAR);
  const bought = random.between(soldFrom, Math.max(soldFrom, now - 1.3 * YEAR));
  const endsIn: Readonly<Record<Term, number>> = {
    SERVED: random.whole(45, 700),
    ENDING: random.whole(2, 40),
    ENDED: -random.whole(3, 330),
    ENDED_41_DAYS: -41,
  };
  // Terms end with a month, as contracts do, unless the story names the day.
  const end = now + endsIn[term] * DAY;
  const serviceEndsOn = term === 'SERVED' ? monthEnd(end) : localDate(end);
  return {
    id: random.id(bought),
    productVersionId: version.id,
    productName: product.name,
    line: product.line,
    version: version.version,
    serial: serialOf(random, product.code, version.version, bought),
    purchasedOn: localDate(bought),
    serviceStartsOn: localDate(bought + random.whole(0, 20) * DAY),
    serviceEndsOn,
  };
}

function monthEnd(at: number): string {
  const [year = 0, month = 1] = localDate(at).split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const GROUP = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function serialOf(random: Random, code: string, version: string, bought: number): string {
  const group = (): string => Array.from({ length: 4 }, () => random.pick([...GROUP])).join('');
  const brief = code.replace('-', '').slice(0, 5);
  return `${brief}${version.replace('.', '')}-${localDate(bought).slice(2, 4)}${group().slice(0, 2)}-${group()}-${group()}`;
}
