import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Looks, openBrowser, openContext } from '../kit/browser.ts';

/** Pictures of the main pages of a running copy: `node … screenshots.ts http://localhost:3000 folder [variant …]`. */
const [origin = 'http://localhost:3000', folder = 'docs/screenshots', ...only] = process.argv.slice(2);

const PASSWORD = 'landfall-demo';
const DESKTOP: Looks = { width: 1280, height: 800 };
const PHONE: Looks = { width: 360, height: 780 };

interface Shot {
  readonly name: string;
  readonly account: string;
  readonly path: string;
  /** A link of the page to follow, for pages that need an id. */
  readonly follow?: string;
  /** What to type into the field that has the focus, and Enter. */
  readonly type?: string;
  /** What to click when the page is there. */
  readonly click?: string;
  readonly looks: Looks;
}

const SHOTS: readonly Shot[] = [
  { name: 'sign-in', account: '', path: '/sign-in', looks: DESKTOP },
  { name: 'today', account: 'hotline@shanghai.demo', path: '/today', looks: DESKTOP },
  { name: 'hotline', account: 'hotline@shanghai.demo', path: '/hotline', looks: DESKTOP },
  {
    name: 'hotline-card',
    account: 'hotline@shanghai.demo',
    path: '/hotline',
    follow: 'a[href^="/hotline?call="]',
    looks: DESKTOP,
  },
  {
    name: 'dispatch-panel',
    account: 'supervisor@shanghai.demo',
    path: '/dispatch',
    follow: 'a[href*="order="]',
    looks: DESKTOP,
  },
  { name: 'tickets', account: 'hotline@shanghai.demo', path: '/tickets', looks: DESKTOP },
  {
    name: 'ticket',
    account: 'hotline@shanghai.demo',
    path: '/tickets?view=dispatched',
    follow: 'a[href^="/tickets/"]',
    looks: DESKTOP,
  },
  { name: 'customers', account: 'hotline@shanghai.demo', path: '/customers', looks: DESKTOP },
  {
    name: 'customer',
    account: 'hotline@shanghai.demo',
    path: '/customers',
    follow: 'a[href^="/customers/"]',
    looks: DESKTOP,
  },
  { name: 'dispatch', account: 'supervisor@shanghai.demo', path: '/dispatch', looks: DESKTOP },
  { name: 'dispatch-timeline', account: 'supervisor@shanghai.demo', path: '/dispatch?view=timeline', looks: DESKTOP },
  { name: 'visits', account: 'consultant@shanghai.demo', path: '/visits', looks: PHONE },
  { name: 'visit', account: 'consultant@shanghai.demo', path: '/visits', follow: 'a[href^="/visits/"]', looks: PHONE },
  { name: 'portal', account: 'portal@shanghai.demo', path: '/portal', looks: DESKTOP },
  { name: 'portal-phone', account: 'portal@shanghai.demo', path: '/portal', looks: PHONE },
  {
    name: 'portal-ticket',
    account: 'portal@shanghai.demo',
    path: '/portal',
    follow: 'a[href^="/portal/tickets/"]',
    looks: DESKTOP,
  },
  {
    name: 'portal-visit',
    account: 'portal@shanghai.demo',
    path: '/portal',
    follow: 'a[href^="/portal/visits/"]',
    looks: DESKTOP,
  },
  { name: 'hq', account: 'hq@headquarters.demo', path: '/hq', looks: DESKTOP },
  { name: 'hq-figure', account: 'hq@headquarters.demo', path: '/hq/figures/CONTACTED_IN_TIME', looks: DESKTOP },
  ...pages('admin@shanghai.demo', [
    '/staff',
    '/settings/organisation',
    '/settings/hours',
    '/settings/policy',
    '/settings/sign-on',
    '/settings/support-access',
    '/settings/audit',
    '/settings/archive',
    '/settings/personal-data',
    '/inbox',
    '/account',
    '/account/security',
    '/account/sessions',
    '/account/tokens',
    '/account/notifications',
    '/account/data',
  ]),
  ...pages('admin@headquarters.demo', ['/hq/partners', '/hq/policy', '/hq/support-access', '/hq/audit', '/hq/staff']),
  ...pages('portal@shanghai.demo', ['/portal/people', '/portal/inbox']),
  ...pages('', ['/forgot-password', '/suspended', '/support-over', '/mail']),
];

/** Pages that need nothing but an address, named after it. */
function pages(account: string, paths: readonly string[]): Shot[] {
  return paths.map((path) => ({ name: path.slice(1).replaceAll('/', '-'), account, path, looks: DESKTOP }));
}

const VARIANTS: Readonly<Record<string, Partial<Looks>>> = {
  'zh-CN': {},
  'zh-CN-dark': { dark: true },
  en: { locale: 'en' },
  'zh-TW': { locale: 'zh-TW' },
  phone: { width: 360, height: 780 },
  'phone-en-dark': { width: 360, height: 780, locale: 'en', dark: true },
};

mkdirSync(resolve(folder), { recursive: true });
const browser = await openBrowser();
const variants = Object.entries(VARIANTS).filter(([name]) => only.length === 0 || only.includes(name));
for (const [variant, change] of variants) {
  const wanted = SHOTS.filter((shot) => only.length < 2 || only.slice(1).includes(shot.name));
  for (const account of new Set(wanted.map((shot) => shot.account))) {
    const context = await openContext(browser, { ...DESKTOP, ...change });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(variant, account, 'page error', error.message));
    page.on(
      'console',
      (message) => message.type() === 'error' && console.error(variant, account, page.url(), message.text()),
    );
    if (account) {
      await page.goto(`${origin}/sign-in`);
      await page.fill('input[name="email"]', account);
      await page.fill('input[name="password"]', PASSWORD);
      await page.press('input[name="password"]', 'Enter');
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    }
    for (const shot of wanted.filter((one) => one.account === account)) {
      const looks = { ...shot.looks, ...change };
      await page.setViewportSize({ width: looks.width ?? 1280, height: looks.height ?? 800 });
      await page.goto(origin + shot.path, { waitUntil: 'networkidle' });
      if (shot.follow) {
        const link = page.locator(shot.follow).first();
        if ((await link.count()) === 0) {
          console.error(variant, shot.name, 'nothing to follow');
          continue;
        }
        const href = await link.getAttribute('href');
        await page.goto(new URL(href ?? '/', origin).href, { waitUntil: 'networkidle' });
      }
      if (shot.type) {
        await page.keyboard.type(shot.type);
        await page.keyboard.press('Enter');
        await page.waitForLoadState('networkidle');
      }
      if (shot.click) {
        await page.locator(shot.click).first().click();
        await page.waitForLoadState('networkidle');
      }
      await page.screenshot({ path: resolve(folder, `${shot.name}.${variant}.png`) });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) console.error(variant, shot.name, `scrolls sideways by ${wide} px`);
    }
    await context.close();
  }
}
await browser.close();
