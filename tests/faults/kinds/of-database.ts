import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, NotPossible, type Scene } from '../fault.ts';
import { soon } from '../patience.ts';
import { signalPostgres } from '../postgres-processes.ts';

/** What is on its way when everything stops may still be told. Milliseconds. */
const ON_THE_WAY = 1000;

/** Things that happen to PostgreSQL. */
export const OF_DATABASE: Readonly<Record<string, Fault>> = {
  'PostgreSQL killed with -9': async ({ site }) =>
    `${signalPostgres(site.postmaster, 'SIGKILL')} processes of it, all at once`,

  'a backend of PostgreSQL killed with -9': async ({ site }) => {
    const [row] = await site.rows<{ pid: number; name: string }>(
      `select pid, application_name as name from pg_stat_activity where application_name like 'server %' order by state = 'active' desc limit 1`,
      [],
      site.admin,
    );
    if (!row) throw new NotPossible('no server was connected');
    process.kill(row.pid, 'SIGKILL');
    return `one of ${row.name}’s: all sessions end, and the log is replayed`;
  },

  'PostgreSQL paused': async ({ site, journal, long, signal }) => {
    const { postmaster } = site;
    const stopped = signalPostgres(postmaster, 'SIGSTOP');
    try {
      await delay(Math.min(ON_THE_WAY, long / 2), undefined, { signal });
      const before = journal.count('acknowledged');
      await delay(long, undefined, { signal });
      const meanwhile = journal.count('acknowledged') - before;
      if (meanwhile > 0) journal.oddities.push(`${meanwhile} acknowledged while PostgreSQL stood still`);
      return `${stopped} processes for ${long / 1000} s, ${meanwhile} acknowledged meanwhile`;
    } finally {
      signalPostgres(postmaster, 'SIGCONT');
    }
  },

  'PostgreSQL restarted': async ({ site }) => {
    process.kill(site.postmaster, 'SIGINT');
    return 'fast shutdown: sessions ended';
  },

  'a full disk': (scene) => fullDisk(scene, async () => undefined),

  // Without room for its log PostgreSQL ends itself, and can't come back until there is some.
  'a full disk under the write-ahead log': (scene) =>
    fullDisk(scene, async () => {
      const { site, signal } = scene;
      // Segments kept for later use are used up.
      const isOver = await soon(
        () =>
          site.admin.query(`select pg_switch_wal(), pg_logical_emit_message(false, '', repeat('x', 1000000))`).then(
            () => false,
            (error: { code?: string }) => error.code !== '53100',
          ),
        60_000,
        signal,
        1,
      );
      if (!isOver) throw new NotPossible('PostgreSQL stood it');
    }),
};

/** Takes all the room there is, and gives it back. Changes meanwhile have to be refused so that they are tried again. */
async function fullDisk({ site, journal, long, signal }: Scene, meanwhile: () => Promise<void>): Promise<string> {
  const { disk } = site;
  if (typeof disk === 'string') throw new NotPossible(disk);
  const before = { told: journal.toldToWait, acknowledged: journal.count('acknowledged') };
  const megabytes = disk.fill();
  try {
    await meanwhile();
    await delay(long / 2, undefined, { signal });
    await soon(() => journal.toldToWait > before.told, long, signal);
  } finally {
    disk.empty();
  }
  const told = journal.toldToWait - before.told;
  if (told === 0) throw new NotPossible('nobody met the end of the disk: longer with --long');
  const acknowledged = journal.count('acknowledged') - before.acknowledged;
  return `${megabytes} MB full; ${acknowledged} acknowledged, ${told} answers to come back later`;
}
