import { notFound, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { DispatchOrder } from '../dispatch-order/dispatch-order.entity.ts';
import { loadOrder } from '../dispatch-order/load-order.ts';
import { ServiceRecord } from './service-record.entity.ts';

/** A record with its order, for an action of the order. The order is locked first, as everywhere. @throws Problem NOT_FOUND; CONFLICT where a correction has come since */
export async function loadRecord(
  unit: UnitOfWork,
  recordId: string,
  action: string,
): Promise<{ record: ServiceRecord; order: DispatchOrder }> {
  const [known] = await unit.execute<{ order_id: string }>(
    'select order_id from support.service_record where tenant_id = ? and id = ?',
    [unit.tenant, recordId],
  );
  if (!known) throw notFound();
  const order = await loadOrder(unit, known.order_id, action);
  const record = await unit.find(ServiceRecord, { id: recordId });
  if (!record) throw notFound();
  if (order.recordId !== record.id)
    throw new Problem('CONFLICT', 'record.superseded', ['contentHash'], { revision: record.revision });
  return { record, order };
}
