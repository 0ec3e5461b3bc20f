import { parseArgs } from 'node:util';

/** What can be run; `pages` looks at real ones in a browser while the desk works, `mixed` is all of it at once. */
export const SCENARIOS = [
  'agent-desk',
  'dispatch-morning',
  'hotline-surge',
  'headquarters',
  'sockets',
  'pages',
  'mixed',
] as const;

/** One of {@link SCENARIOS}. */
export type Scenario = (typeof SCENARIOS)[number];

/** What somebody asked for. */
export interface Wanted {
  readonly scenarios: readonly Scenario[];
  /** How long each scenario is measured. */
  readonly seconds: number;
  /** Requests a second. */
  readonly rate: number;
  readonly sockets: number;
  /** Where a run to compare with is kept; unset: a place of this machine's own. */
  readonly baseline: string | undefined;
  /** Writes the baseline anew instead of comparing with it. */
  readonly renews: boolean;
  readonly json: boolean;
  /** A server that runs already; unset: one is started. */
  readonly url: string | undefined;
  /** Its database, as the login that owns the tables: people and tickets are added to it. */
  readonly database: string | undefined;
}

/** Something in the command that can't be done; the message says what can. */
export class WrongArguments extends Error {}

const OPTIONS = {
  minutes: { type: 'string', default: '0.35' },
  rate: { type: 'string', default: '20' },
  sockets: { type: 'string', default: '400' },
  baseline: { type: 'string' },
  'renew-baseline': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  url: { type: 'string' },
  database: { type: 'string' },
} as const;

/** Reads the command. @throws WrongArguments */
export function readArguments(args: readonly string[]): Wanted {
  const { values, positionals } = parsed(args);
  for (const name of positionals) {
    if (!SCENARIOS.some((known) => known === name))
      throw new WrongArguments(`There is no scenario ${name}: one of ${SCENARIOS.join(', ')}.`);
  }
  if (Boolean(values.url) !== Boolean(values.database))
    throw new WrongArguments(
      '--url and --database belong together: the database gets people to ask as (npm run -s db:url -- migrator).',
    );
  return {
    scenarios:
      positionals.length > 0
        ? (positionals as Scenario[])
        : SCENARIOS.filter((scenario) => scenario !== 'mixed' && scenario !== 'pages'),
    seconds: Math.round(number('minutes', values.minutes, 0.1, 60) * 60),
    rate: number('rate', values.rate, 1, 5000),
    sockets: Math.round(number('sockets', values.sockets, 1, 50_000)),
    baseline: values.baseline,
    renews: values['renew-baseline'],
    json: values.json,
    url: values.url && loopback(values.url),
    database: values.database,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new WrongArguments((error as Error).message);
  }
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new WrongArguments(`--${name} must be from ${least} to ${most}.`);
  return value;
}

/** Load is for one's own machine. */
function loopback(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' || !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname))
    throw new WrongArguments('--url must be an address of this machine, as in http://127.0.0.1:3000');
  return url.origin;
}
