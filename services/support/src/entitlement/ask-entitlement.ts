import type { Context } from '@landfall/kit/service/context';
import { type EntitlementSnapshot, EntitlementVerdict } from './entitlement.type.ts';

const QUESTION = `query ($customerId: ID!, $registeredProductId: ID) {
  entitlement(customerId: $customerId, registeredProductId: $registeredProductId) {
    verdict registeredProductId productName line serial endsOn daysEnded askedAt
  }
}`;

/**
 * Asks customers whether service is owed, as the viewer; before a unit of work, whose rows keep the answer.
 * @throws Problem NOT_FOUND for a customer or product the viewer may not see, UNAVAILABLE where nobody answers
 */
export async function askEntitlement(
  context: Context,
  customerId: string,
  registeredProductId: string | null,
): Promise<EntitlementSnapshot> {
  const { entitlement } = await context.ask<{ entitlement: EntitlementSnapshot }>(QUESTION, {
    customerId,
    registeredProductId,
  });
  return { ...entitlement };
}

/** Out of term, not begun, or nothing on record: a supervisor may dispatch all the same, with a reason and an accepted price (R5). */
export function isOutOfTerm({ verdict }: EntitlementSnapshot): boolean {
  return verdict !== EntitlementVerdict.IN_SERVICE;
}
