import { connectionOf } from '@landfall/kit/connection/connection';
import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { type Connection, page } from '@landfall/kit/rows/page';
import { readByIds, readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import * as commands from './support-access.commands.ts';
import { AskSupportAccessInput, GrantSupportAccessInput } from './support-access.inputs.ts';
import { SUPPORT_KEEPER } from './support-access.policy.ts';
import { supportAccessShape } from './support-access.shape.ts';
import { SupportAccess, SupportAccessState } from './support-access.type.ts';

const SupportAccessConnection = connectionOf('SupportAccess', () => SupportAccess);
const BOTH = { hq: 'everyone', desk: [SUPPORT_KEEPER] } as const;
const OPTIONAL = { nullable: true } as const;
const KeyArg = () => Arg('idempotencyKey', () => ID, OPTIONAL);

interface Subscribing {
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** Support access, asked for by headquarters and answered by the partner's administrator. Auth: both sides see the same rows. */
@Resolver(() => SupportAccess)
export class SupportAccessResolver {
  @Query(() => SupportAccessConnection, { description: '支援進入的申請,最近的在前。' })
  @OpenTo(BOTH)
  supportAccesses(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('states', () => [SupportAccessState], OPTIONAL) states?: SupportAccessState[] | null,
    @Arg('search', () => String, { nullable: true, description: 'In reason, name, and the partner’s name.' })
    search?: string | null,
    @Arg('first', () => Int, OPTIONAL) first?: number | null,
    @Arg('after', () => String, OPTIONAL) after?: string | null,
  ): Promise<Connection<SupportAccess>> {
    const like = search?.trim() ? `%${search.trim().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
    return page(
      context.source,
      supportAccessShape,
      selectionOf(info),
      { first, after },
      { column: 'asked_at', type: 'timestamptz', descending: true },
      [
        states?.length ? sql`a.state = any(${states}::text[])` : null,
        like
          ? sql`(a.reason ilike ${like} or a.asked_by_name ilike ${like}
              or exists (select from network.partner n where n.partner_id = a.tenant_id and n.name ilike ${like}))`
          : null,
      ],
    );
  }

  @Mutation(() => SupportAccess, { description: '總部向夥伴申請進入其工作區。' })
  @OpenTo({ hq: 'everyone' })
  askSupportAccess(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input') input: AskSupportAccessInput,
    @KeyArg() key?: string | null,
  ): Promise<SupportAccess> {
    return once(context, info, { field: 'askSupportAccess', key, args: input }, (unit) =>
      commands.askSupportAccess(unit, input),
    );
  }

  @Mutation(() => SupportAccess, { description: '總部撤回申請或結束進入。' })
  @OpenTo({ hq: 'everyone' })
  withdrawSupportAccess(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @KeyArg() key?: string | null,
  ): Promise<SupportAccess> {
    return once(context, info, { field: 'withdrawSupportAccess', key, args: { id } }, (unit) =>
      commands.withdrawSupportAccess(unit, id),
    );
  }

  @Mutation(() => SupportAccess, { description: '夥伴同意總部進入;需重新驗證身分。' })
  @OpenTo({ desk: [SUPPORT_KEEPER] })
  async grantSupportAccess(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input') input: GrantSupportAccessInput,
    @KeyArg() key?: string | null,
  ): Promise<SupportAccess> {
    requireProof(context.viewer);
    return once(context, info, { field: 'grantSupportAccess', key, args: { id, input } }, (unit) =>
      commands.grantSupportAccess(unit, id, input),
    );
  }

  @Mutation(() => SupportAccess, { description: '夥伴拒絕總部進入。' })
  @OpenTo({ desk: [SUPPORT_KEEPER] })
  refuseSupportAccess(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('note', () => String, OPTIONAL) note?: string | null,
    @KeyArg() key?: string | null,
  ): Promise<SupportAccess> {
    return once(context, info, { field: 'refuseSupportAccess', key, args: { id, note } }, (unit) =>
      commands.refuseSupportAccess(unit, id, note),
    );
  }

  @Mutation(() => SupportAccess, { description: '夥伴提前結束總部的進入。' })
  @OpenTo({ desk: [SUPPORT_KEEPER] })
  endSupportAccess(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @KeyArg() key?: string | null,
  ): Promise<SupportAccess> {
    return once(context, info, { field: 'endSupportAccess', key, args: { id } }, (unit) =>
      commands.endSupportAccess(unit, id),
    );
  }

  @Subscription(() => SupportAccess, {
    nullable: true,
    description: 'A support access as it is after a change.',
    subscribe: ({ context, info }: Subscribing) => changesOf(context, info),
  })
  @OpenTo(BOTH)
  supportAccessChanged(@Root() access: SupportAccess): SupportAccess {
    return access;
  }

  @FieldResolver(() => Boolean)
  isMine(@Root() { askedById }: { askedById: string }, @Ctx() { viewer }: Context): boolean {
    return askedById === viewer.membershipId;
  }
}

async function* changesOf(context: Context, info: GraphQLResolveInfo): AsyncGenerator<SupportAccess, void, void> {
  const { viewer, host, signal, source } = context;
  const tenant = viewer.surface === 'hq' ? '*' : viewer.tenant;
  for await (const { nounId } of host.bus.changes(tenant, commands.NOUN, signal)) {
    const [row] = await readByIds<SupportAccess>(source, supportAccessShape, selectionOf(info), [nounId]);
    if (row) yield row;
  }
}

async function once(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Parameters<typeof act>[1],
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<SupportAccess> {
  return readOne(context.source, supportAccessShape, selectionOf(info), await act(context, intent, task));
}
