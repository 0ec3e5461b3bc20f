import { Chance } from './chance.ts';
import { Crowd } from './crowd.ts';
import type { Scene } from './fault.ts';
import { FaultRun } from './fault-run.ts';
import { FAULTS } from './faults.ts';
import { Journal } from './journal.ts';
import { PostOffice } from './post-office.ts';
import { quiet } from './quiet.ts';
import type { Report } from './report.ts';
import { Site } from './site.ts';
import { type Stage, setStage } from './stage.ts';

/** How much of it. */
export interface Run {
  readonly seed: number;
  readonly faults: number;
  readonly tenants: number;
  readonly servers: number;
  /** Pages that watch, over all servers. */
  readonly pages: number;
  /** Light clients beside them. */
  readonly sockets: number;
  /** Milliseconds a long fault lasts. */
  readonly long: number;
  readonly storms?: number;
  /** Sockets of a storm; as many as the machine takes unless said. */
  readonly stormSockets?: number | undefined;
  /** No fault is begun after so many milliseconds. */
  readonly within?: number;
  /** Only these faults; all of them in turn unless said. */
  readonly only?: readonly string[];
  readonly tell: (line: string) => void;
  /** Ends the run with what it has come to so far. */
  readonly signal?: AbortSignal;
}

/**
 * Many tenants at work through the public API, faults while they are, and a checker that knows every acknowledged
 * mutation. What happens in which order comes from the seed; how the machine's threads meet doesn't.
 */
export async function runFaults(run: Run): Promise<Report> {
  const signal = run.signal ?? new AbortController().signal;
  const names = run.only ?? Object.keys(FAULTS);
  for (const name of names) if (!FAULTS[name]) throw new Error(`there is no fault ${name}`);
  const post = await PostOffice.open(run.seed);
  const site = await Site.open({
    servers: run.servers,
    smtpUrl: post.url,
    wantsSmallDisk: names.some((name) => name.startsWith('a full disk')),
    signal,
  });
  const crowd = new Crowd();
  let stage: Stage | undefined;
  try {
    const [journal, chance] = [new Journal(), new Chance(run.seed)];
    stage = await setStage(site, journal, chance, run);
    const { tenants, watchers, people, agents } = stage;
    const quietly: Scene['quietly'] = (ask) => quiet(agents, ask);
    const cookieOf: Scene['cookieOf'] = ({ port }) => `landfall-${port}=${people[0]?.token}`;
    const scene = { site, chance, journal, watchers, crowd, post, tenants, long: run.long, signal, quietly, cookieOf };
    return await new FaultRun(run, scene, stage, names).go();
  } finally {
    for (const agent of stage?.agents ?? []) agent.stop();
    await Promise.all((stage?.watchers ?? []).map(({ line }) => line.close()));
    await crowd.close();
    await site.close();
    await post.close();
  }
}
