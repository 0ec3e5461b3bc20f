import { setTimeout as delay } from 'node:timers/promises';
import { createCluster } from './cluster.ts';
import { DataFolder, FORMAT, POSTGRES_MAJOR } from './data.folder.ts';
import { endOrphan, takeServer } from './database.holder.ts';
import { addressOf, type EmbeddedAddress, prepareSocketDir, removeSocketDir } from './embedded.address.ts';
import { postgresAccount } from './postgres.account.ts';
import { postgresPrograms } from './postgres.programs.ts';
import { runningPostmaster } from './postmaster.ts';
import { ServerProcess } from './server.process.ts';

export interface EmbeddedDatabase extends EmbeddedAddress {
  /** Ends the database within 4 s, open transactions rolled back. Safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Server settings beside Landfall's own, as `postgres -c name=value`: for benches and tests. */
  settings?: Record<string, string>;
  /** Told when the database ended by itself and was started again, or (with an error) could not be for now. */
  onLost?: (message: string, error?: unknown) => void;
}

/** A database that ended by itself is started again after this; longer each time it doesn't last. Milliseconds. */
const LEAST_PAUSE = 200;
const MOST_PAUSE = 10_000;
/** A database that lasted this long was well. Milliseconds. */
const LASTED = 30_000;

/**
 * Starts the PostgreSQL of a data folder, making it first where there is none, and takes it for this process alone.
 * A server left behind by a killed process is ended and started anew; one that ends by itself is started again.
 * Throws StartError: folder in use, written by a newer version, unreadable, full.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const programs = postgresPrograms();
  const folder = new DataFolder(dataDir);
  const note = folder.read();
  const account = postgresAccount(folder.cluster, [folder.path, programs.postgres]);
  if (!folder.hasCluster()) await createCluster(folder, programs, account);
  await endOrphan(folder);

  const socketDir = prepareSocketDir(folder, account);
  const settings = { unix_socket_directories: socketDir ?? '', ...options.settings };
  const server = new ServerProcess(folder, programs.postgres, account, settings);
  await server.start(note?.port);
  const address = addressOf(folder, server.port, socketDir);
  let holder = await takeServer(folder, address.adminUrl);
  folder.write({ format: FORMAT, postgres: POSTGRES_MAJOR, port: server.port, socketDir });

  let stopping: Promise<void> | undefined;
  let pauseMs = LEAST_PAUSE;
  let upSince = performance.now();
  const longer = () => Math.min(pauseMs * 2, MOST_PAUSE);
  const restart = async () => {
    if (performance.now() - upSince > LASTED) pauseMs = LEAST_PAUSE;
    for (let isUp = false; !isUp; ) {
      await delay(pauseMs, undefined, { ref: false });
      pauseMs = longer();
      if (stopping) return;
      try {
        await server.start(server.port, true);
        isUp = true;
      } catch (error) {
        // A full disk may have room again.
        if (!stopping) options.onLost?.(`The embedded database does not start; tried again in ${pauseMs} ms.`, error);
      }
    }
    upSince = performance.now();
    server.onExit(restart);
    if (stopping) return server.end();
    try {
      holder = await takeServer(folder, address.adminUrl);
      options.onLost?.('The embedded database ended by itself and was started again.');
    } catch (error) {
      options.onLost?.('The embedded database was started again and does not answer.', error);
    }
  };
  server.onExit(restart);
  const stop = async () => {
    await holder.end().catch(() => undefined);
    await server.end();
    removeSocketDir(socketDir);
  };
  return {
    ...address,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Where the database of a data folder listens now; undefined when it isn't running. */
export function findEmbedded(dataDir: string): EmbeddedAddress | undefined {
  const folder = new DataFolder(dataDir);
  if (!folder.hasCluster()) return undefined;
  const server = runningPostmaster(folder.cluster);
  return server?.isReady ? addressOf(folder, server.port, server.socketDir) : undefined;
}
