import type { DemoAccount } from './demo-account.ts';
import { DEMO_PASSWORD, PROFILES } from './demo-accounts.ts';

/** What each account is for, and the page to open with it; in the order of the story. */
const GUIDE: readonly (readonly [name: string, mail: string, page: string])[] = [
  ['hotline consultant', 'hotline', '/hotline'],
  ['area supervisor', 'supervisor', '/dispatch'],
  ['service consultant KIS', 'consultant', '/visits (phone-sized)'],
  ['service consultant K/3', 'consultant-k3', '/visits (phone-sized)'],
  ['customer, its admin', 'portal', '/portal'],
  ['customer, key user', 'keyuser', '/portal'],
  ['customer, signatory', 'signatory', '/portal'],
  ['another customer', 'portal2', '/portal'],
  ['department manager', 'manager', '/today'],
  ['monitoring officer', 'monitoring', '/today'],
  ['service operations', 'operations', '/today'],
  ['sales', 'sales', '/customers'],
  ['partner admin', 'admin', '/today'],
];

/** Cells of a terminal a text takes: Chinese characters take two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1), 0);
}

function aligned(lines: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...lines.map((line) => line.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...lines.map((line) => width(line[i] ?? ''))));
  return lines.map((line) =>
    line
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell)))
      .join('   ')
      .trimEnd(),
  );
}

/** The accounts as a start shows them: one line a role, one column a partner; then those beyond partners. */
export function accountsTable(accounts: readonly DemoAccount[], address: string): string {
  const known = new Set(accounts.map(({ email }) => email));
  const at = (mail: string, key: string): string => (known.has(`${mail}@${key}.demo`) ? `${mail}@${key}.demo` : '');
  const partners = aligned([
    ['', ...PROFILES.map(({ name }) => name), ''],
    ...GUIDE.map(([name, mail, page]) => [name, ...PROFILES.map(({ key }) => at(mail, key)), page]),
  ]);
  const beyond = aligned([
    ['headquarters, quality', 'hq@headquarters.demo', '/hq'],
    ['headquarters, others', 'admin@headquarters.demo, product@headquarters.demo', '/hq'],
    ['bookkeeper of two customers of two partners', 'bookkeeper@demo', '/portal'],
  ]);
  return [
    `Demo accounts (password of all: ${DEMO_PASSWORD})`,
    '',
    ...partners.map((line) => `  ${line}`),
    '',
    ...beyond.map((line) => `  ${line}`),
    '',
    `Open ${address}/sign-in first and sign in as hotline@shanghai.demo: a call becomes a ticket, and the ticket a visit.`,
  ].join('\n');
}
