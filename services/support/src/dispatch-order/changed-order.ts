import { act, type Intent } from '@landfall/kit/idempotency/act';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import type { DispatchOrder } from './dispatch-order.entity.ts';
import { dispatchOrderShape } from './dispatch-order.shape.ts';

/** One unit of work, then the visit as the viewer sees it. */
export async function changedOrder(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<DispatchOrder> {
  return readOne(context.source, dispatchOrderShape, selectionOf(info), await act(context, intent, task));
}
