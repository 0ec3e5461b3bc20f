import { AlwaysOffSampler, AlwaysOnSampler, type Sampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import type { TracingSettings } from './tracing-settings.ts';

/** Strangers may have so many of their traces recorded in a second beyond what is chosen by chance. */
const MOST_A_SECOND = 50;

/** Which traces that begin here are recorded. */
export function samplerOf({ ratio }: Pick<TracingSettings, 'ratio'>): Sampler {
  if (ratio === 1) return new AlwaysOnSampler();
  return ratio === 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
}

/** Records what a caller says is recorded, up to a bound; beyond it chance decides, as for a trace of our own. */
export class Bounded implements Sampler {
  private readonly on = new AlwaysOnSampler();
  private second = 0;
  private taken = 0;

  constructor(private readonly chance: Sampler) {}

  shouldSample(...asked: Parameters<Sampler['shouldSample']>): ReturnType<Sampler['shouldSample']> {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.second) this.taken = 0;
    this.second = second;
    return this.taken++ < MOST_A_SECOND ? this.on.shouldSample() : this.chance.shouldSample(...asked);
  }

  toString(): string {
    return `Bounded{${MOST_A_SECOND}, ${this.chance}}`;
  }
}
