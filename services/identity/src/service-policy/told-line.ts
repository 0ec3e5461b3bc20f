import type { DerivationLine } from '@landfall/kit/working-time/derivation-line';

/** A line of a derivation as the API tells it: what isn't said is null. */
export function told(line: DerivationLine): object {
  return { at: null, date: null, minutes: null, ...line };
}
