import { invalid } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { UniqueConstraintViolationException } from '@mikro-orm/core';

const TAKEN: Readonly<Record<string, { reason: string; field: string }>> = {
  customer_tenant_id_credit_code_unique: { reason: 'creditCode.taken', field: 'creditCode' },
  registered_product_tenant_id_serial_unique: { reason: 'serial.taken', field: 'serial' },
};

/** Writes what is pending. @throws Problem INVALID at the field whose value another record of the partner has */
export async function flushUnique(unit: UnitOfWork): Promise<void> {
  try {
    await unit.em.flush();
  } catch (error) {
    const constraint = (error as { constraint?: string }).constraint ?? '';
    const taken = error instanceof UniqueConstraintViolationException ? TAKEN[constraint] : undefined;
    throw taken ? invalid(taken.reason, [taken.field]) : error;
  }
}
