import { execFileSync } from 'node:child_process';

/** The whole of it (`npm run test:isolation`), or the short form of `npm test`. */
export const isLong = process.env.ISOLATION === 'long';

/** Another piece of what is possible at each commit, and the same one for the same commit; `ISOLATION_SEED` says which. */
export function seedOfCommit(): number {
  const given = Number(process.env.ISOLATION_SEED);
  if (given) return given;
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
