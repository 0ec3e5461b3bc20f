import { services } from '@landfall/gateway/host/services';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import type { Wanted } from './arguments.ts';
import { addPeople, type Cast } from './people.ts';
import { listenerOf } from './server-cpu.ts';

const SECRET = 'a secret of the load, thirty-two characters';

/** A server under load, and the people who ask it. */
export interface Stage {
  readonly url: string;
  readonly cookieName: string;
  /** Unset where it can't be known. */
  readonly pid: number | undefined;
  readonly cast: Cast;
  close(): Promise<void>;
}

/** The server that was asked for, or one of the built product on a database of its own. */
export async function openStage(
  wanted: Wanted,
  { tell, signal }: { tell: (line: string) => void; signal: AbortSignal },
): Promise<Stage> {
  if (wanted.url && wanted.database) return running(wanted.url, wanted.database, tell);
  const folder = temporaryFolder();
  const database = await startEmbedded(folder, { settings: { max_connections: '300' } });
  let copy: Copy | undefined;
  const close = async (): Promise<void> => {
    copy?.kill('SIGTERM');
    await copy?.ended;
    await database.stop();
    removeFolder(folder);
  };
  try {
    await ensureLogins(database.adminUrl, SECRET);
    const migrator = loginUrl(database.adminUrl, 'migrator', SECRET);
    await migrate(migrator, services);
    signal.throwIfAborted();
    tell('Adding 100 partners with 30,000 tickets');
    const cast = await addPeople(migrator);
    signal.throwIfAborted();
    const port = await freePort();
    copy = Copy.run({
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: database.adminUrl,
      SECRET,
      // The temporary database is on the machine's disk as any other; lines about each request would go nowhere.
      LOG_LEVEL: 'error',
    });
    const { child } = copy;
    // Whatever ends this process, the server doesn't go on.
    process.once('exit', () => child.kill('SIGKILL'));
    await copy.up();
    return { url: `http://127.0.0.1:${port}`, cookieName: `landfall-${port}`, pid: child.pid, cast, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function running(url: string, database: string, tell: (line: string) => void): Promise<Stage> {
  const port = Number(new URL(url).port || 80);
  tell(`Adding 100 partners with 30,000 tickets to the database of ${url}: they stay there`);
  return {
    url,
    cookieName: port === 3000 ? 'landfall' : `landfall-${port}`,
    pid: listenerOf(port),
    cast: await addPeople(database),
    close: () => Promise.resolve(),
  };
}
