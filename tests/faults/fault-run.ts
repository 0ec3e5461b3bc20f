import { setTimeout as delay } from 'node:timers/promises';
import { mostSockets } from './crowd.ts';
import { NotPossible, type Scene } from './fault.ts';
import { FAULTS } from './faults.ts';
import { MemoryBook } from './memory.ts';
import { look, type QuietPoint, quiet } from './quiet.ts';
import { countsOf, type Report } from './report.ts';
import type { Run } from './run-faults.ts';
import type { Stage } from './stage.ts';
import { type Stormed, Storms } from './storms.ts';

const WARM_UP_MS = 3000;
/** What takes longer is told while it does. Milliseconds. */
const TELL_EVERY = 10_000;

/** One run, with what it has come to so far. */
export class FaultRun {
  private readonly book = new MemoryBook();
  private readonly kinds = new Map<string, number>();
  private readonly skipped = new Map<string, string>();
  private readonly behind: string[] = [];
  private readonly wrong: string[] = [];
  private last: QuietPoint = { lost: [], doubled: [], wrong: [], behind: [] };
  private done = 0;
  private cutShort: string | undefined;
  private stormed: Stormed | undefined;

  constructor(
    private readonly run: Run,
    private readonly scene: Scene,
    private readonly stage: Stage,
    private readonly names: readonly string[],
  ) {}

  async go(): Promise<Report> {
    const { scene, run, stage } = this;
    const grow = (count: number) => scene.crowd.resize(scene.site.servers, stage.people, count);
    for (const { line } of stage.watchers) line.open();
    await grow(run.sockets);
    const work = stage.agents.map((agent) => agent.work());
    let mail: Report['mail'];
    try {
      await delay(WARM_UP_MS, undefined, { signal: scene.signal });
      await this.faults();
      if (run.storms && !this.cutShort) {
        const storms = new Storms(scene, stage.agents, grow, run.tell);
        this.stormed = await storms.run(run.storms, run.stormSockets);
        await grow(run.sockets);
      }
      await this.rest('the end');
      for (const agent of stage.agents) agent.stop();
      await Promise.all(work);
      mail = await scene.post.count(scene.site, scene.signal);
    } catch (error) {
      this.cutShort = scene.signal.aborted ? 'interrupted' : 'failed';
      if (!scene.signal.aborted) this.wrong.push(String((error as Error).stack));
    }
    const { site, watchers, journal } = scene;
    return {
      ...this.last,
      ...countsOf(journal),
      wrong: [...this.last.wrong, ...this.wrong],
      behind: this.behind,
      seed: run.seed,
      faults: this.done,
      ...{
        kinds: this.kinds,
        skipped: this.skipped,
        memory: this.book,
        mail,
        storms: this.stormed,
        cutShort: this.cutShort,
      },
      pages: watchers.length,
      sockets: run.sockets,
      mostSockets: mostSockets(site.servers),
      reconnections:
        watchers.reduce((sum, { line }) => sum + line.reconnections, 0) +
        (await scene.crowd.status().catch(() => ({ returns: 0 }))).returns,
    };
  }

  private async faults(): Promise<void> {
    const { run, scene } = this;
    const began = performance.now();
    await this.rest('warming up');
    let order: string[] = [];
    // What can't be made here is tried once; what merely didn't come about, again.
    for (let tries = 0; this.done < run.faults && tries < run.faults * 3; tries++) {
      if (performance.now() - began > (run.within ?? Number.POSITIVE_INFINITY)) {
        this.cutShort = 'out of time';
        return;
      }
      if (order.length === 0) order = scene.chance.shuffled(this.names);
      const name = order.pop() ?? '';
      await this.one(name);
      const { lost, doubled, wrong } = this.last;
      if (lost.length + doubled.length + wrong.length + this.wrong.length > 0) {
        this.cutShort = 'something is lost, doubled or wrong';
        return;
      }
    }
  }

  private async one(name: string): Promise<void> {
    const { run, scene } = this;
    const began = performance.now();
    const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    const telling = setInterval(() => run.tell(`        … ${name}: ${seconds()}`), TELL_EVERY);
    try {
      const seen = await this.make(name);
      await this.rest(name);
      if (seen === undefined) return;
      this.done += 1;
      this.kinds.set(name, (this.kinds.get(name) ?? 0) + 1);
      const { lost, doubled, wrong, behind } = this.last;
      run.tell(
        `${String(this.done).padStart(3)}/${run.faults} ${name}: ${seconds()} (${seen}); ${scene.journal.count('acknowledged')} acknowledged, ` +
          `${lost.length} lost, ${doubled.length} doubled, ${wrong.length} wrong, ${behind.length} behind`,
      );
    } finally {
      clearInterval(telling);
    }
  }

  /** @returns what was seen of the fault; undefined where it didn't happen */
  private async make(name: string): Promise<string | undefined> {
    try {
      return await FAULTS[name]?.(this.scene);
    } catch (error) {
      if (this.scene.signal.aborted) throw error;
      if (!(error instanceof NotPossible)) {
        this.wrong.push(`${name}: ${(error as Error).stack}`);
        return 'failed';
      }
      if (!this.skipped.has(name)) this.run.tell(`    –   ${name}: skipped, ${error.message}`);
      this.skipped.set(name, error.message);
      return undefined;
    }
  }

  /** Waits for recovery, lets people work on for a moment, then looks at everything while it is quiet. */
  private async rest(after: string): Promise<void> {
    const { scene, stage, book } = this;
    await scene.site.healthy();
    await delay(scene.chance.between(100, 600), undefined, { signal: scene.signal });
    this.last = await quiet(stage.agents, () => look(scene, book, after));
    this.behind.push(...this.last.behind);
  }
}
