import type { PartnerWorld } from './partner-world.ts';
import type { Random } from './random.ts';
export function tellBoard(_world: PartnerWorld, _random: Random): void {}
