import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { IdArg, KeyArg, VersionArg } from '../argument/argument.ts';
import { changedOrder } from './changed-order.ts';
import { contactCustomer } from './contact-customer.ts';
import { DispatchOrder } from './dispatch-order.entity.ts';
import { rescheduleVisit, scheduleVisit } from './schedule-visit.ts';
import { arriveAtVisit, departForVisit } from './travel.ts';

/** What the consultant does, from the phone call to the door. Auth: dispatch-order.policy.ts, asked once the visit is found: consultants for their own, supervisors for all. */
@Resolver()
export class VisitMutations {
  @Mutation(() => DispatchOrder, { description: '聯絡客戶:reached, or an attempt that keeps no promise.' })
  @OpenTo({ desk: 'everyone' })
  contactCustomer(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('reached', () => Boolean) reached: boolean,
    @Arg('note', () => String, { nullable: true }) note?: string | null,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, reached, note, expectedVersion };
    return changedOrder(context, info, { field: 'contactCustomer', key, args }, (unit) => contactCustomer(unit, args));
  }

  @Mutation(() => DispatchOrder)
  @OpenTo({ desk: 'everyone' })
  scheduleVisit(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('appointmentAt', () => DateTimeScalar) appointmentAt: Temporal.Instant,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, appointmentAt, expectedVersion };
    return changedOrder(context, info, { field: 'scheduleVisit', key, args }, (unit) => scheduleVisit(unit, args));
  }

  @Mutation(() => DispatchOrder)
  @OpenTo({ desk: 'everyone' })
  rescheduleVisit(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('appointmentAt', () => DateTimeScalar) appointmentAt: Temporal.Instant,
    @Arg('reason', () => String) reason: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, appointmentAt, reason, expectedVersion };
    return changedOrder(context, info, { field: 'rescheduleVisit', key, args }, (unit) => rescheduleVisit(unit, args));
  }

  @Mutation(() => DispatchOrder)
  @OpenTo({ desk: 'everyone' })
  departForVisit(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, expectedVersion };
    return changedOrder(context, info, { field: 'departForVisit', key, args }, (unit) => departForVisit(unit, args));
  }

  @Mutation(() => DispatchOrder)
  @OpenTo({ desk: 'everyone' })
  arriveAtVisit(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<DispatchOrder> {
    const args = { id, expectedVersion };
    return changedOrder(context, info, { field: 'arriveAtVisit', key, args }, (unit) => arriveAtVisit(unit, args));
  }
}
