import { load, type Variant } from './load.ts';

/** A ratio measured in turn: A B A B, warmed up first. */
export interface Ratio {
  readonly ratio: number;
  readonly rounds: readonly number[];
  readonly perSecond: { readonly ours: number; readonly peer: number };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Runs both in turn and returns ours ÷ peer, median of the rounds. @throws where one answer was an error */
export async function sideBySide(
  ours: Variant,
  peer: Variant,
  tenants: number,
  rounds: number,
  milliseconds: number,
): Promise<Ratio> {
  await load(ours, tenants, milliseconds);
  await load(peer, tenants, milliseconds);
  const ratios: number[] = [];
  const speeds: { ours: number; peer: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const a = await load(ours, tenants, milliseconds);
    const b = await load(peer, tenants, milliseconds);
    if (a.errors + b.errors > 0) throw new Error(`${ours.name}: ${a.errors} errors, ${peer.name}: ${b.errors} errors`);
    ratios.push(a.perSecond / b.perSecond);
    speeds.push({ ours: a.perSecond, peer: b.perSecond });
  }
  return {
    ratio: Number(median(ratios).toFixed(3)),
    rounds: ratios.map((ratio) => Number(ratio.toFixed(3))),
    perSecond: {
      ours: Math.round(median(speeds.map((s) => s.ours))),
      peer: Math.round(median(speeds.map((s) => s.peer))),
    },
  };
}
