import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pageOperation } from '../kit/page-operations.ts';
import type { Plan } from './plan.ts';
import type { Stage } from './stage.ts';

/** The operations of our pages that the scenarios ask for. */
const OPERATIONS = [
  ...[
    'TicketList',
    'TicketPage',
    'PaletteSearch',
    'NoteTicket',
    'InboxCount',
    'RaiseTicket',
    'TakeTicket',
    'PortalAsk',
  ],
  ...['DispatchTicket', 'DispatchBoard', 'OrderPanel', 'AssignDispatchOrder', 'ContactCustomer', 'ScheduleVisit'],
  ...['DispatchDay', 'CallerLookup', 'AnswerCall', 'SolveCall', 'HotlinePage', 'FiguresPage'],
  ...['TicketPageChanged', 'TicketListChanged'],
];
/** Beyond what the plan takes: k6 waits for what is under way, and writes its numbers. */
const GRACE_MS = 45_000;

/** One of k6's numbers. */
export type Values = Readonly<Partial<Record<'count' | 'med' | 'p(95)' | 'p(99)' | 'max', number>>>;

/** What k6 counted. */
export interface Counted {
  /** The clock when the plan began. */
  readonly began: number;
  readonly metrics: Readonly<Record<string, { readonly values: Values }>>;
}

/** Runs a plan with k6 and ends it when it doesn't end by itself. @throws where k6 has no numbers to tell */
export async function runK6(
  program: string,
  { url, cookieName, cast }: Stage,
  plan: Plan,
  { tell, signal }: { tell: (line: string) => void; signal: AbortSignal },
): Promise<Counted> {
  signal.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), 'landfall-load-'));
  try {
    const file = (name: string, content: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(content), { mode: 0o600 });
      return join(folder, name);
    };
    const operations = Object.fromEntries(OPERATIONS.map((name) => [name, pageOperation(name)]));
    const watchedEach = Math.ceil(plan.sockets / cast.tenants.length / 2);
    const { headquarters, tenants } = cast;
    const summary = join(folder, 'summary.json');
    const env = {
      SITE: file('site.json', { url, cookieName, headquarters, operations, plan, watchedEach }),
      TENANTS: file('tenants.json', tenants),
      SUMMARY: summary,
      RUN: String(Date.now()),
    };
    const limit = (plan.openingSeconds + plan.seconds) * 1000 + GRACE_MS;
    const said = await toItsEnd(start(program, env), AbortSignal.any([signal, AbortSignal.timeout(limit)]), tell);
    signal.throwIfAborted();
    try {
      return JSON.parse(readFileSync(summary, 'utf8')) as Counted;
    } catch {
      throw new Error(`k6 told no numbers:\n${said.slice(-3000)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(program: string, env: Record<string, string>): ChildProcess {
  // Nothing leaves the machine: no usage report, no extensions looked for.
  const quiet = { K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' };
  const script = resolve(import.meta.dirname, 'k6/main.js');
  return spawn(program, ['run', '--quiet', '--no-usage-report', '--address', '', script], {
    env: { ...process.env, ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function toItsEnd(child: ChildProcess, signal: AbortSignal, tell: (line: string) => void): Promise<string> {
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      signal.removeEventListener('abort', kill);
      const failed = said.match(/FAILED [^\n]*/g) ?? [];
      for (const line of [...new Set(failed)].slice(0, 10)) tell(`  ${line.slice(0, 400)}`);
      done(said);
    });
  });
}
