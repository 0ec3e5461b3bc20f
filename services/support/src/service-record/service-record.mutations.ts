import { act, type Intent } from '@landfall/kit/idempotency/act';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { KeyArg } from '../argument/argument.ts';
import { changedOrder } from '../dispatch-order/changed-order.ts';
import { DispatchOrder } from '../dispatch-order/dispatch-order.entity.ts';
import { confirmServiceRecord } from './confirm-record.ts';
import { disputeServiceRecord } from './dispute-record.ts';
import { recordVisit } from './record-visit.ts';
import { ServiceRecord } from './service-record.entity.ts';
import { ConfirmServiceRecordInput, RecordVisitInput } from './service-record.inputs.ts';
import { serviceRecordShape } from './service-record.shape.ts';

async function changed(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<ServiceRecord> {
  return readOne(context.source, serviceRecordShape, selectionOf(info), await act(context, intent, task));
}

/** Records, confirmations, disputes. Auth: dispatch-order.policy.ts: the order's consultant records, and hands over the device; the customer's people confirm or dispute. */
@Resolver()
export class ServiceRecordMutations {
  @Mutation(() => DispatchOrder, {
    description: '現場服務記錄;sent again, it is a correction and needs a new confirmation (R4).',
  })
  @OpenTo({ desk: 'everyone' })
  recordVisit(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input') input: RecordVisitInput,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    return changedOrder(context, info, { field: 'recordVisit', key, args: input }, (unit) => recordVisit(unit, input));
  }

  @Mutation(() => ServiceRecord, { description: "客戶確認:in the consultant's hands (DEVICE), or in the portal." })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  confirmServiceRecord(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input') input: ConfirmServiceRecordInput,
    @KeyArg() key?: string | null,
  ): Promise<ServiceRecord> {
    return changed(context, info, { field: 'confirmServiceRecord', key, args: input }, (unit) =>
      confirmServiceRecord(unit, input),
    );
  }

  @Mutation(() => ServiceRecord, { description: '客戶異議。' })
  @OpenTo({ portal: 'everyone' })
  disputeServiceRecord(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @KeyArg() key?: string | null,
  ): Promise<ServiceRecord> {
    const args = { id, reason };
    return changed(context, info, { field: 'disputeServiceRecord', key, args }, (unit) =>
      disputeServiceRecord(unit, args),
    );
  }
}
