import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as playwright } from 'playwright-core';

/** Chromium has no Chinese font of its own: the one from the registry goes where fontconfig looks. */
function installFont(): void {
  const folder = join(homedir(), '.fonts');
  mkdirSync(folder, { recursive: true });
  const root = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  for (const weight of ['400Regular', '500Medium', '700Bold']) {
    const from = readdirSync(join(root, weight)).find((name) => name.endsWith('.ttf'));
    const to = join(folder, `NotoSansSC-${weight}.ttf`);
    if (from && !existsSync(to)) copyFileSync(join(root, weight, from), to);
  }
}

/** Real Chromium, from the npm registry. */
export async function openBrowser(): Promise<Browser> {
  installFont();
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

/** How somebody looks at a page. */
export interface Looks {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: 'zh-CN' | 'zh-TW' | 'en';
  readonly dark?: boolean;
}

/** A phone in somebody's hand. */
export const PHONE: Looks = { width: 360, height: 780 };

/** A browser of somebody's own: cookies, window, language, clipboard; a narrow one is a phone with touch. */
export function openContext(
  browser: Browser,
  { width = 1280, height = 800, locale = 'zh-CN', dark = false }: Looks = {},
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height },
    locale: locale === 'en' ? 'en-GB' : locale,
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: 'Asia/Shanghai',
    hasTouch: width < 500,
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
}
