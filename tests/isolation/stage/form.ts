import { execFileSync } from 'node:child_process';

/** The whole of it (`npm run test:isolation`), or the short form of `npm test`. */
export const isLong = process.env.ISOLATION === 'long';

/**
 * Where chance begins: `ISOLATION_SEED` says, else the short form always asks the same, so that what passed here passes
 * elsewhere, and the long form another piece of what is possible at each commit.
 */
export function seedOfRun(): number {
  const given = Number(process.env.ISOLATION_SEED);
  if (given) return given;
  if (!isLong) return 1;
  try {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(String(commit).slice(0, 7), 16) || 1;
  } catch {
    return 1;
  }
}

/** Figures of a run, as a person reads them. */
export function report(title: string, figures: Readonly<Record<string, unknown>>): void {
  const lines = Object.entries(figures).map(
    ([name, value]) => `  ${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`);
}
