import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { type Looks, openContext } from '../kit/browser.ts';
import { Person } from '../kit/person.ts';

/** The password of every demo account. */
const PASSWORD = 'landfall-demo';

/** Somebody in front of a browser of their own: their page, what it complained of, and the API in their name. */
export class Visitor {
  /** Errors of the page: uncaught ones, and what the console was told. */
  readonly noise: string[] = [];
  /** Everything subscriptions told this browser. */
  readonly told: string[] = [];
  person!: Person;

  private constructor(
    readonly origin: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.noise.push(`${page.url()} ${error.message}`));
    page.on('console', (message) => {
      // That an address isn't there is what some pages are opened for.
      if (message.type() === 'error' && !message.text().includes('404 (Not Found)'))
        this.noise.push(`${page.url()} ${message.text()}`);
    });
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.told.push(String(payload))));
  }

  /** A browser nobody has signed in with. */
  static async arrive(browser: Browser, origin: string, looks: Looks = {}): Promise<Visitor> {
    const context = await openContext(browser, looks);
    return new Visitor(origin, context, await context.newPage());
  }

  /** Signs in through the sign-in page with a demo account. In production the tests' own questions need an API token. */
  static async enter(
    browser: Browser,
    origin: string,
    email: string,
    looks: Looks = {},
    isProduction = false,
  ): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, origin, looks);
    const { page, context } = visitor;
    await signIn(page, origin, email);
    const session = (await context.cookies()).find(({ name }) => /^(__Host-)?landfall(-\d+)?$/.test(name));
    const world = { url: origin, cookieName: session?.name ?? '' };
    const token = session?.value ?? '';
    const person = new Person(world, token, '', '', '');
    const stranger = isProduction ? await person.asProgram() : person;
    const { viewer } = await stranger.get<{ viewer: { id: string; name: string } }>('{ viewer { id name } }');
    visitor.person = new Person(world, token, viewer.id, '', viewer.name, stranger.apiToken);
    return visitor;
  }

  get name(): string {
    return this.person.name;
  }

  /** Opens an address and waits until the page is alive: before that, a click would reach nothing. */
  async open(path: string): Promise<Response | null> {
    // From here on no socket can be that of the page before.
    const response = await this.page.goto(this.origin + path, { waitUntil: 'commit' });
    const alive = this.page.waitForEvent('websocket').catch(() => undefined);
    await Promise.race([alive, this.page.waitForLoadState('networkidle')]);
    // On a busy machine the network may rest before the page's code has run.
    await this.page.waitForFunction(
      () =>
        !document.querySelector('link[rel="modulepreload"][href*="/_app/"]') ||
        performance.getEntriesByName('landfall hydrated').length > 0,
    );
    return response;
  }

  /** Remembers this document: a reload would forget. */
  async mark(): Promise<void> {
    await this.page.evaluate(() => {
      (window as { marked?: boolean }).marked = true;
    });
  }

  /** Whether it is still the document that was marked. */
  stayed(): Promise<boolean> {
    return this.page.evaluate(() => (window as { marked?: boolean }).marked === true);
  }

  /** Draws with a finger, at a hand's pace: after a stroke of milliseconds the browser takes the next tap for its end. */
  async draw(selector: string): Promise<void> {
    const canvas = this.page.locator(selector);
    await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await canvas.boundingBox();
    if (!box) throw new Error(`${selector} isn't seen`);
    const finger = await this.context.newCDPSession(this.page);
    const begin = Date.now() / 1000 - 1;
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) => {
      const at = { x: box.x + box.width * share, y: box.y + box.height * (0.5 + 0.2 * Math.sin(20 * share)) };
      return finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [at],
        timestamp: begin + share,
      });
    };
    await touch('touchStart', 0.2);
    for (let share = 0.25; share < 0.8; share += 0.05) await touch('touchMove', share);
    await touch('touchEnd', 0.85);
    await finger.detach();
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

/** As a person does: where the page hasn't let them in after a while, once more from the beginning; what it showed is told. */
async function signIn(page: Page, origin: string, email: string, tries = 3): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.fill('input[name="email"]', email);
  await page.fill('input[name="password"]', PASSWORD);
  await page.press('input[name="password"]', 'Enter');
  try {
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'), { timeout: 20_000 });
  } catch (error) {
    console.warn(`${email} is still at ${page.url()}:`, await page.locator('form').first().textContent());
    if (tries === 1) throw error;
    await signIn(page, origin, email, tries - 1);
  }
}
