import { nounOf } from '@landfall/kit/policy/noun';
import { Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { EntityClass } from '@mikro-orm/core';

/** State and action to the reason that says what has to come first; others are told by the state alone. */
export type Reasons = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * `load`, with a refusal in words of the noun: «contact the customer first» rather than a state's name.
 * @throws Problem as `load` does; a refused state is CONFLICT `<noun>.notWhile.<state>` or the reason given
 */
export async function loadExplained<T extends { tenantId: string; id: string }>(
  unit: UnitOfWork,
  entity: EntityClass<T>,
  id: string,
  action: string,
  expectedVersion: number | null | undefined,
  reasons: Reasons = {},
): Promise<T> {
  try {
    return await unit.load(entity, id, action, expectedVersion);
  } catch (error) {
    if (!(error instanceof Problem) || error.reason !== 'actionNotAllowed') throw error;
    const state = String(error.params.state);
    throw new Problem(
      error.code,
      reasons[state]?.[action] ?? `${nounOf(entity).name}.notWhile.${state}`,
      error.fields,
      error.params,
    );
  }
}
