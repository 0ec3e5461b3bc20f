import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Scenario, Wanted } from './arguments.ts';
import type { Measured } from './measured.ts';

/** The runs to compare with: one for each scenario at each setting, since other settings are another load. */
export class Baseline {
  private constructor(
    readonly file: string,
    private readonly runs: Record<string, Measured>,
    private readonly wanted: Pick<Wanted, 'rate' | 'sockets' | 'seconds' | 'renews'>,
  ) {}

  /** Reads a file; one that is missing has no run yet. */
  static read(file: string, wanted: Pick<Wanted, 'rate' | 'sockets' | 'seconds' | 'renews'>): Baseline {
    let text = '{}';
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return new Baseline(file, JSON.parse(text) as Record<string, Measured>, wanted);
  }

  /** The run to compare with, if there is one and it isn't to be renewed. */
  of(scenario: Scenario): Measured | undefined {
    return this.wanted.renews ? undefined : this.runs[this.key(scenario)];
  }

  /** Keeps a run to compare later ones with. */
  keep(scenario: Scenario, run: Measured): void {
    this.runs[this.key(scenario)] = run;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${JSON.stringify(this.runs, null, 2)}\n`);
  }

  private key(scenario: Scenario): string {
    const { rate, sockets, seconds } = this.wanted;
    return `${scenario}, ${rate}/s, ${sockets} sockets, ${seconds} s`;
  }
}
