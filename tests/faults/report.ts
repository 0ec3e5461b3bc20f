import type { Verdict } from './check.ts';
import type { Journal } from './journal.ts';
import { ALLOWED, type MemoryBook } from './memory.ts';
import type { Posted } from './post-office.ts';
import type { Stormed } from './storms.ts';

/** What a run came to. */
export interface Report extends Verdict {
  readonly seed: number;
  readonly faults: number;
  /** How often each fault was made. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Faults that couldn't be made, and why. */
  readonly skipped: ReadonlyMap<string, string>;
  readonly operations: number;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly refused: number;
  /** What hadn't caught up at a quiet point, and after which fault. */
  readonly behind: readonly string[];
  readonly pages: number;
  readonly sockets: number;
  /** What these servers' limits of open files would let in. */
  readonly mostSockets: number;
  readonly reconnections: number;
  readonly memory: MemoryBook;
  readonly mail: Posted | undefined;
  readonly storms: Stormed | undefined;
  /** Why it ended before it was done. */
  readonly cutShort: string | undefined;
}

const number = (value: number): string => value.toLocaleString('en');

/** Whether everything held. */
export function isWell({ lost, doubled, wrong, behind, memory, mail, storms, faults }: Report): boolean {
  const failures = [lost, doubled, wrong, behind, memory.held, mail?.lost ?? [], mail?.doubled ?? []];
  return faults + (storms?.storms ?? 0) > 0 && failures.every((list) => list.length === 0) && (storms?.gaps ?? 0) === 0;
}

/** What is to be looked at, a line each. */
export function complaintsOf({ lost, doubled, wrong, behind, memory, mail }: Report): string[] {
  const about = (what: string, list: readonly string[]): string[] => list.map((one) => `${what}: ${one}`);
  const held = memory.held.map(({ server, fault, ratio }) => `${server} ×${ratio.toFixed(2)} after ${fault}`);
  return [
    ...about('lost', [...lost, ...(mail?.lost ?? [])]),
    ...about('doubled', [...doubled, ...(mail?.doubled ?? [])]),
    ...about('wrong', wrong),
    ...about('behind', behind),
    ...about('memory', held),
  ];
}

/** The report as one reads it. */
export function linesOf(report: Report): string[] {
  const { kinds, skipped, lost, doubled, wrong, behind, memory, mail, storms } = report;
  const worst = memory.worst;
  const lives = memory.lives.toSorted((a, b) => b.points - a.points);
  return [
    `faults      ${report.faults}${report.cutShort ? ` (${report.cutShort})` : ''}`,
    ...[...kinds].map(([kind, count]) => `            ${String(count).padStart(3)} × ${kind}`),
    ...[...skipped].map(([kind, why]) => `              – ${kind}: skipped, ${why}`),
    `operations  ${number(report.operations)}: ${number(report.acknowledged)} acknowledged, ${report.refused} refused, ${report.unknown} given up without an answer`,
    `lost        ${lost.length}`,
    `doubled     ${doubled.length}`,
    `wrong       ${wrong.length}`,
    `behind      ${behind.length} of ${report.pages} pages, ${number(report.sockets)} sockets and what events bring about (${number(report.mostSockets)} sockets would fit the servers’ limits of open files); ${number(report.reconnections)} reconnections`,
    ...(mail
      ? [
          `mail        ${mail.queued} queued, ${mail.delivered} delivered, ${mail.refused} refused for good, ${mail.lost.length} lost, ${mail.doubled.length} doubled; ` +
            `came twice: ${mail.unanswered} as the server broke off after the last byte, ${mail.helpless} as a process died before the commit`,
        ]
      : []),
    worst
      ? `memory      ${memory.held.length} of ${memory.compared} comparisons above ×${ALLOWED}; at most ×${worst.ratio.toFixed(2)} (${worst.server} after ${worst.fault})`
      : 'memory      not compared: no process lived through enough',
    ...lives
      .slice(0, 3)
      .map(
        (life) =>
          `            ${life.server}, ${life.points} quiet points: ${life.from.toFixed(0)} → ${life.to.toFixed(0)} MB, ×${life.ratio.toFixed(2)}`,
      ),
    ...(storms
      ? [
          `storms      ${storms.storms} of ${number(storms.sockets)} sockets, ${storms.gaps} gaps; all back within ${storms.slowest.toFixed(0)} s`,
        ]
      : []),
    `seed        ${report.seed}`,
  ];
}

/** What a journal knows of a run. */
export function countsOf(journal: Journal): Pick<Report, 'operations' | 'acknowledged' | 'unknown' | 'refused'> {
  return {
    operations: journal.intents.length,
    acknowledged: journal.count('acknowledged'),
    unknown: journal.count('unknown'),
    refused: journal.count('refused'),
  };
}
