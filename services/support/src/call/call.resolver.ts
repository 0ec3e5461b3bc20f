import { connectionOf } from '@landfall/kit/connection/connection';
import { act, type Intent } from '@landfall/kit/idempotency/act';
import { actionsOf } from '@landfall/kit/policy/noun';
import { type Connection, page } from '@landfall/kit/rows/page';
import { readByIds, readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { ByViewer, OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { IdArg, KeyArg, VersionArg } from '../argument/argument.ts';
import { changesOf } from '../changes/changes.ts';
import { answerCall, matchCall, solveCall } from './call.commands.ts';
import { Call } from './call.entity.ts';
import { AnswerCallInput } from './call.inputs.ts';
import { callMachine } from './call.machine.ts';
import { callPolicy } from './call.policy.ts';
import { callShape } from './call.shape.ts';
import { CallState } from './call.state.ts';

interface Subscribing {
  readonly args: { readonly id?: string | null };
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

const CallConnection = connectionOf('Call', () => Call);

async function changed(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<Call> {
  return readOne(context.source, callShape, selectionOf(info), await act(context, intent, task));
}

/** Calls to the hotline. Auth: reading, everyone at the desk; answering, call.policy.ts. */
@Resolver(() => Call)
export class CallResolver {
  @Query(() => Call)
  @OpenTo({ desk: 'everyone' })
  call(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @IdArg() id: string): Promise<Call> {
    return readOne(context.source, callShape, selectionOf(info), id);
  }

  @Query(() => CallConnection, { description: '來電清單,最近的在前。`mine`: answered by me.' })
  @OpenTo({ desk: 'everyone' })
  calls(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('states', () => [CallState], { nullable: true }) states?: CallState[] | null,
    @Arg('mine', () => Boolean, { nullable: true }) mine?: boolean | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Connection<Call>> {
    return page(
      context.source,
      callShape,
      selectionOf(info),
      { first, after },
      { column: 'started_at', type: 'timestamptz', descending: true },
      [states ? sql`c.state = any(${states})` : null, mine ? sql`c.agent_id = ${context.viewer.membershipId}` : null],
    );
  }

  @Subscription(() => Call, {
    nullable: true,
    description: 'A call as it is after a change; without an id, every one.',
    subscribe: ({ args, context, info }: Subscribing) => {
      const selection = selectionOf(info);
      return changesOf(
        context,
        'call',
        args.id,
        async (id) => (await readByIds<Call>(context.source, callShape, selection, [id]))[0],
      );
    },
  })
  @OpenTo({ desk: 'everyone' })
  callChanged(@Root() call: Call, @Arg('id', () => ID, { nullable: true }) _id?: string | null): Call {
    return call;
  }

  @Mutation(() => Call, { description: '接聽。' })
  @OpenTo({ desk: 'everyone' })
  answerCall(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input') input: AnswerCallInput,
    @KeyArg() key?: string | null,
  ): Promise<Call> {
    return changed(context, info, { field: 'answerCall', key, args: input }, (unit) => answerCall(unit, input));
  }

  @Mutation(() => Call, { description: 'Says which customer called.' })
  @OpenTo({ desk: 'everyone' })
  matchCall(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('customerId', () => ID) customerId: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Call> {
    const args = { id, customerId, expectedVersion };
    return changed(context, info, { field: 'matchCall', key, args }, (unit) => matchCall(unit, args));
  }

  @Mutation(() => Call, { description: 'Solved on the line.' })
  @OpenTo({ desk: 'everyone' })
  solveCall(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @IdArg() id: string,
    @Arg('solution', () => String) solution: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<Call> {
    const args = { id, solution, expectedVersion };
    return changed(context, info, { field: 'solveCall', key, args }, (unit) => solveCall(unit, args));
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it now, likeliest first.' })
  @ByViewer()
  actions(@Root() call: Call, @Ctx() { viewer }: Context): string[] {
    return [...actionsOf(callMachine, callPolicy, viewer, call)];
  }
}
