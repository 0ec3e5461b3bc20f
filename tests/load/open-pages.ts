import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, openContext } from '../kit/browser.ts';
import { pageOperation } from '../kit/page-operations.ts';
import type { Plan } from './plan.ts';
import { watchPage } from './seen-on-page.ts';
import type { Stage } from './stage.ts';

/** Between two marked changes. Milliseconds. */
const EVERY_MS = 250;
/** What isn't shown by then is missed. Milliseconds. */
const MISSED_MS = 10_000;

/** From the server's answer to a marked change until each kind of page showed it. Milliseconds. */
export interface Seen {
  readonly kind: string;
  readonly count: number;
  readonly missed: number;
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
}

interface Opened {
  readonly ticket: Page;
  readonly list: Page;
  readonly board: Page;
  readonly inbox: Page;
  readonly portal: Page;
}

/** Pages of a partner in a real browser while everybody works, and changes that are looked for on them. */
export class OpenPages {
  private readonly times = new Map<string, number[]>();
  private readonly watching: Promise<void>[] = [];
  private nth = 0;

  private constructor(
    private readonly stage: Stage,
    private readonly browser: Browser,
    private readonly pages: Opened,
  ) {}

  /** Opens them: a ticket, the list, the board, a bell and a customer's home. */
  static async open(stage: Stage): Promise<OpenPages> {
    const browser = await openBrowser();
    const [tenant] = stage.cast.tenants;
    if (!tenant) throw new Error('nobody to look as');
    const as = async (token: string): Promise<BrowserContext> => {
      const context = await openContext(browser, {});
      await context.addCookies([{ name: stage.cookieName, value: token, url: stage.url }]);
      return context;
    };
    const [agent, supervisor, customer] = await Promise.all([tenant.agent, tenant.supervisor, tenant.customer].map(as));
    const show = async (context: BrowserContext | undefined, path: string): Promise<Page> => {
      const page = await (context as BrowserContext).newPage();
      const alive = page.waitForEvent('websocket', { timeout: 60_000 });
      await watchPage(page);
      await page.goto(stage.url + path, { timeout: 60_000 });
      await alive;
      return page;
    };
    const pages = {
      ticket: await show(agent, `/tickets/${tenant.tickets[0]}`),
      list: await show(agent, '/tickets'),
      board: await show(supervisor, '/dispatch'),
      inbox: await show(supervisor, '/today'),
      portal: await show(customer, '/portal'),
    };
    return new OpenPages(stage, browser, pages);
  }

  /** Changes one thing after the other, as long as the plan is measured. @returns when each was seen */
  async watch(plan: Plan, signal: AbortSignal): Promise<readonly Seen[]> {
    const from = Date.now() + plan.openingSeconds * 1000;
    const until = from + plan.seconds * 1000;
    await pause(from - Date.now());
    for (let i = 0; Date.now() < until && !signal.aborted; i += 1) {
      const next = Date.now() + EVERY_MS;
      await [() => this.note(), () => this.ask(), () => this.note(), () => this.dispatch()][i % 4]?.();
      await pause(next - Date.now());
    }
    await Promise.all(this.watching);
    return [...this.times].map(([kind, times]) => seenOf(kind, times));
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async note(): Promise<void> {
    const { tickets, agent } = this.tenant;
    this.nth += 1;
    const text = `记号${this.nth}号`;
    // As k6's own notes, whose time its sockets read.
    const variables = { id: tickets[0], text: `${text} sent@${Date.now()}` };
    await this.pages.ticket.evaluate((wanted) => window.landfall?.want(wanted), text);
    const { at } = await this.change(agent, 'NoteTicket', variables);
    this.look('ticket', text, at);
  }

  private async ask(): Promise<void> {
    const { data, at } = await this.change(this.tenant.customer, 'PortalAsk', { input: { symptom: '无法打印凭证' } });
    const id = data.raiseTicket?.id;
    this.look('list', `/tickets/${id}`, at);
    this.look('portal', `/portal/tickets/${id}`, at);
  }

  private async dispatch(): Promise<void> {
    const { agent, supervisor, customers } = this.tenant;
    const [customer] = customers;
    const input = { customerId: customer?.id, contactId: customer?.contact, registeredProductId: customer?.product };
    const raised = await this.change(agent, 'RaiseTicket', { input: { ...input, symptom: '月末无法结账' } });
    const count = await this.pages.inbox.evaluate(() => window.landfall?.unread() ?? 0);
    // Beyond a hundred a bell counts no further.
    if (count > 90) await this.change(supervisor, 'MarkInboxAllRead', { before: new Date().toISOString() });
    const before = count > 90 ? 0 : count;
    const sent = await this.change(agent, 'DispatchTicket', { input: { ticketId: raised.data.raiseTicket?.id } });
    this.look('board', `tile ${sent.data.dispatchTicket?.id}`, sent.at);
    if (before === count) this.look('inbox', `unread ${before + 1}`, sent.at);
  }

  /** Remembers when a page showed it; without waiting for it. */
  private look(kind: keyof Opened, what: string, answeredAt: number): void {
    const times = this.times.get(kind) ?? [];
    this.times.set(kind, times);
    const seen = this.pages[kind].evaluate(
      ([key, longest]) => window.landfall?.whenSeen(String(key), Number(longest)),
      [what, MISSED_MS],
    );
    this.watching.push(
      seen.then(
        (at) => void times.push(at ? Math.max(0, at - answeredAt) : Number.POSITIVE_INFINITY),
        () => void times.push(Number.POSITIVE_INFINITY),
      ),
    );
  }

  private get tenant() {
    const [tenant] = this.stage.cast.tenants;
    if (!tenant) throw new Error('nobody to work as');
    return tenant;
  }

  /** Asks as a page does. The answer's head comes after the commit. */
  private async change(token: string, operation: string, variables: object) {
    const response = await fetch(`${this.stage.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `${this.stage.cookieName}=${token}` },
      body: JSON.stringify({
        documentId: pageOperation(operation),
        variables: { ...variables, idempotencyKey: crypto.randomUUID() },
      }),
    });
    const at = Date.now();
    const { data, errors } = (await response.json()) as {
      data: Record<string, { id: string } | undefined>;
      errors?: unknown;
    };
    if (errors) throw new Error(`${operation}: ${JSON.stringify(errors)}`);
    return { data, at };
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, Math.max(0, ms)));

/** The figures of one kind of page. */
export function seenOf(kind: string, times: readonly number[]): Seen {
  const sorted = times.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const missed = times.length - sorted.length;
  return { kind, count: times.length, missed, median: at(0.5), p99: at(0.99), longest: at(1) };
}
