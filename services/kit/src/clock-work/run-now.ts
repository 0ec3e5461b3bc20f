import type { Log } from '../log/log.ts';
import { openLibrary } from './library.ts';

/** Has a schedule run once now, by whichever process looks first. @returns false where it runs or waits to run anyway */
export async function runNow(url: string, log: Log, name: string): Promise<boolean> {
  const library = await openLibrary(url, log, false);
  try {
    await library.boss.start();
    return (await library.boss.send(name, {})) !== null;
  } finally {
    await library.close(1000);
  }
}
