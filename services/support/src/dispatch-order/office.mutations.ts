import { notFound } from '@landfall/kit/problem/problem';
import { readMany } from '@landfall/kit/rows/read';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { IdArg, KeyArg, VersionArg } from '../argument/argument.ts';
import { askEntitlement } from '../entitlement/ask-entitlement.ts';
import { ServiceItemInput } from '../service-item/service-item.ts';
import { ticketShape } from '../ticket/ticket.shape.ts';
import { acceptPrice } from './accept-price.ts';
import { assignOrder } from './assign-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { changedOrder } from './changed-order.ts';
import { DispatchOrder } from './dispatch-order.entity.ts';
import { DispatchTicketInput } from './dispatch-order.inputs.ts';
import { dispatchTicket } from './dispatch-ticket.ts';
import { redispatchOrder } from './redispatch-order.ts';

/** What the office does with visits. Auth: the policies, asked once the thing is found: the hotline dispatches; supervisors assign, send again and cancel. */
@Resolver()
export class OfficeMutations {
  @Mutation(() => DispatchOrder, { description: '派單。' })
  @OpenTo({ desk: 'everyone' })
  async dispatchTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input') input: DispatchTicketInput,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const [ticket] = await readMany<{ customerId: string; registeredProductId: string | null }>(
      context.source,
      ticketShape,
      { customerId: {}, registeredProductId: {} },
      sql`t.id = ${input.ticketId}`,
    );
    if (!ticket) throw notFound();
    const entitlement = await askEntitlement(
      context,
      ticket.customerId,
      input.registeredProductId ?? ticket.registeredProductId,
    );
    return changedOrder(context, info, { field: 'dispatchTicket', key, args: input }, (unit) =>
      dispatchTicket(unit, input, entitlement),
    );
  }

  @Mutation(() => DispatchOrder, { description: '指派服務顧問;assigning somebody else needs a reason.' })
  @OpenTo({ desk: 'everyone' })
  assignDispatchOrder(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('consultantId', () => ID) consultantId: string,
    @Arg('reason', () => String, { nullable: true }) reason?: string | null,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, consultantId, reason, expectedVersion };
    return changedOrder(context, info, { field: 'assignDispatchOrder', key, args }, (unit) => assignOrder(unit, args));
  }

  @Mutation(() => DispatchOrder, {
    description: 'What is chargeable has a price that somebody at the customer accepted (R6).',
  })
  @OpenTo({ desk: 'everyone' })
  acceptOrderPrice(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('serviceItems', () => [ServiceItemInput]) serviceItems: ServiceItemInput[],
    @Arg('priceAcceptedBy', () => String) priceAcceptedBy: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, serviceItems, priceAcceptedBy, expectedVersion };
    return changedOrder(context, info, { field: 'acceptOrderPrice', key, args }, (unit) => acceptPrice(unit, args));
  }

  @Mutation(() => DispatchOrder, { description: 'Sends somebody again for a disputed visit; returns the new order.' })
  @OpenTo({ desk: 'everyone' })
  redispatchOrder(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, expectedVersion };
    return changedOrder(context, info, { field: 'redispatchOrder', key, args }, (unit) => redispatchOrder(unit, args));
  }

  @Mutation(() => DispatchOrder)
  @OpenTo({ desk: 'everyone' })
  cancelDispatchOrder(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('reason', () => String) reason: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, reason, expectedVersion };
    return changedOrder(context, info, { field: 'cancelDispatchOrder', key, args }, (unit) => cancelOrder(unit, args));
  }
}
