import { Writable } from 'node:stream';
import type { Log } from '@landfall/kit/log/log';
import { createLog } from '@landfall/kit/log/log';

/** A log as the process keeps it, redaction and all, with its lines at hand. */
export function logWithLines(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const log = createLog('debug');
  // pino writes to what stands under this symbol; everything else of the log stays as it is.
  const stream = Object.getOwnPropertySymbols(log).find((symbol) => symbol.description === 'pino.stream');
  if (!stream) throw new Error('pino keeps its stream elsewhere now');
  (log as unknown as Record<symbol, unknown>)[stream] = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log, lines };
}

/** What went wrong unexpectedly, each kind once: what an operator would look at first. */
export function unexpected(lines: readonly string[]): string[] {
  const said = lines.flatMap((line) => {
    const { level, err } = JSON.parse(line) as { level: number; err?: { message: string; stack?: string } };
    const ours = err?.stack?.split('\n').filter((one) => one.includes('/services/')) ?? [];
    return level >= 50 && err
      ? [`${err.message.slice(0, 300)} ${ours.slice(0, 4).join(' ').replaceAll(/\s+/g, ' ')}`]
      : [];
  });
  return [...new Set(said)];
}
