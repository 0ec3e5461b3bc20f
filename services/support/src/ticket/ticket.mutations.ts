import { act, type Intent } from '@landfall/kit/idempotency/act';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { IdArg, KeyArg, VersionArg } from '../argument/argument.ts';
import { askEntitlement } from '../entitlement/ask-entitlement.ts';
import { customerOf, raiseTicket } from './raise-ticket.ts';
import * as commands from './ticket.commands.ts';
import { Ticket } from './ticket.entity.ts';
import { RaiseTicketInput } from './ticket.inputs.ts';
import { ticketShape } from './ticket.shape.ts';

/** One unit of work, then the ticket as the viewer sees it. */
async function changed(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<Ticket> {
  return readOne(context.source, ticketShape, selectionOf(info), await act(context, intent, task));
}

/**
 * Changes tickets. Auth: ticket.policy.ts, asked once the ticket is found: who answers the hotline, and a customer's people
 * for raising, noting, reopening and confirming their own. An id of somebody else's is NOT_FOUND whatever the role.
 */
@Resolver()
export class TicketMutations {
  @Mutation(() => Ticket, { description: '提單:from a call, at the desk, or by the customer in the portal.' })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  async raiseTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input') input: RaiseTicketInput,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const entitlement = await askEntitlement(
      context,
      customerOf(context.viewer, input.customerId),
      input.registeredProductId ?? null,
    );
    return changed(context, info, { field: 'raiseTicket', key, args: input }, (unit) =>
      raiseTicket(unit, input, entitlement),
    );
  }

  @Mutation(() => Ticket)
  @OpenTo({ desk: 'everyone' })
  takeTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const args = { id, expectedVersion };
    return changed(context, info, { field: 'takeTicket', key, args }, (unit) => commands.takeTicket(unit, args));
  }

  @Mutation(() => Ticket)
  @OpenTo({ desk: 'everyone' })
  waitTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('reason', () => String) reason: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const args = { id, reason, expectedVersion };
    return changed(context, info, { field: 'waitTicket', key, args }, (unit) => commands.waitTicket(unit, args));
  }

  @Mutation(() => Ticket)
  @OpenTo({ desk: 'everyone' })
  resumeTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const args = { id, expectedVersion };
    return changed(context, info, { field: 'resumeTicket', key, args }, (unit) => commands.resumeTicket(unit, args));
  }

  @Mutation(() => Ticket)
  @OpenTo({ desk: 'everyone' })
  resolveTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('solution', () => String) solution: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const args = { id, solution, expectedVersion };
    return changed(context, info, { field: 'resolveTicket', key, args }, (unit) => commands.resolveTicket(unit, args));
  }

  @Mutation(() => Ticket)
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  reopenTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('reason', () => String) reason: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const args = { id, reason, expectedVersion };
    return changed(context, info, { field: 'reopenTicket', key, args }, (unit) => commands.reopenTicket(unit, args));
  }

  @Mutation(() => Ticket)
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  confirmTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const args = { id, expectedVersion };
    return changed(context, info, { field: 'confirmTicket', key, args }, (unit) => commands.confirmTicket(unit, args));
  }

  @Mutation(() => Ticket)
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  noteTicket(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('text', () => String) text: string,
    @Arg('customerVisible', () => Boolean, { nullable: true }) customerVisible?: boolean | null,
    @KeyArg() key?: string | null,
  ): Promise<Ticket> {
    const args = { id, text, customerVisible };
    return changed(context, info, { field: 'noteTicket', key, args }, (unit) => commands.noteTicket(unit, args));
  }
}
