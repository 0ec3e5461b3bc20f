import { connectionOf } from '@landfall/kit/connection/connection';
import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { type Connection, page } from '@landfall/kit/rows/page';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import { uuidv7 } from 'uuidv7';
import { refusePrograms, refuseVouchedFor } from '../account/own-account.ts';
import { accessFile } from './access-file.ts';
import { DataRequest, DataRequestState } from './data-request.entity.ts';
import { askCorrection, dataRequestShape, settleRequest } from './data-requests.ts';
import { eraseAccount } from './erase-account.ts';
import { keptKinds } from './kept-data.ts';
import { keptData, ownData, requireAsked } from './own-data.ts';
import { AccessFilePart, KeptDataType, PersonalDataType } from './personal-data.type.ts';

const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;
/** Where an organisation answers requests. */
const PARTNERS = { desk: 'everyone', portal: 'everyone' } as const;
const OPTIONAL = { nullable: true } as const;
const DataRequestConnection = connectionOf('DataRequest', () => DataRequest);
const NEWEST_FIRST = { column: 'asked_at', type: 'timestamptz', descending: true } as const;

/**
 * One's own data (PIPL): what is kept, as a file; correction; erasure. Auth: the person themselves, on every surface, soon
 * after a proof for the file and the erasure. Requests are settled by the partner's administrator.
 */
@Resolver()
export class PersonalDataResolver {
  @Query(() => PersonalDataType, { description: '保存了哪些關於本人的資料。' })
  @OpenTo(EVERYONE)
  myPersonalData(@Ctx() context: Context): Promise<PersonalDataType> {
    refusePrograms(context);
    refuseVouchedFor(context);
    return ownData(context);
  }

  @Query(() => [KeptDataType], { description: '各類個人資料保存多久。' })
  @OpenTo(EVERYONE)
  keptData(@Ctx() context: Context): KeptDataType[] {
    return keptKinds.map((kind) => keptData(kind, context, null));
  }

  @Mutation(() => ID, { description: '申請下載本人的資料,須先確認本人。The file can be fetched for ten minutes.' })
  @OpenTo(EVERYONE)
  askAccessFile(
    @Ctx() context: Context,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<string> {
    refusePrograms(context);
    refuseVouchedFor(context);
    requireProof(context.viewer);
    return act(context, { field: 'askAccessFile', key, args: {} }, async (unit) => {
      const id = uuidv7();
      unit.note({ action: 'askAccessFile', noun: 'export', id });
      return id;
    });
  }

  @Query(() => [AccessFilePart], { description: '本人的資料,一類一份 JSON。' })
  @OpenTo(EVERYONE)
  async accessFile(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<AccessFilePart[]> {
    refuseVouchedFor(context);
    await requireAsked(context, id);
    return accessFile(context);
  }

  @Mutation(() => Boolean, { description: '註銷本人的帳號並刪除個人資料;立即生效,不能撤回。須先確認本人。' })
  @OpenTo(EVERYONE)
  async eraseMyAccount(
    @Ctx() context: Context,
    @Arg('confirmation', () => String, { description: 'The account’s e-mail.' }) confirmation: string,
  ): Promise<boolean> {
    refusePrograms(context);
    refuseVouchedFor(context);
    await eraseAccount(context, confirmation);
    return true;
  }

  @Query(() => [DataRequest], { description: '本人提出的更正請求,最新的在前。' })
  @OpenTo(PARTNERS)
  async myDataRequests(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<readonly DataRequest[]> {
    const { nodes } = await page<DataRequest>(
      context.source,
      dataRequestShape,
      { nodes: selectionOf(info) },
      { first: 50 },
      NEWEST_FIRST,
      [sql`d.membership_id = ${context.viewer.membershipId}::uuid`],
    );
    return nodes;
  }

  @Mutation(() => DataRequest, { description: '請組織更正本人不能自行更改的資料。' })
  @OpenTo(PARTNERS)
  async askCorrection(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('text', () => String) text: string,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<DataRequest> {
    refusePrograms(context);
    const id = await act(context, { field: 'askCorrection', key, args: { text } }, async (unit) =>
      askCorrection(unit, text),
    );
    return readOne(context.source, dataRequestShape, selectionOf(info), id);
  }

  @Query(() => DataRequestConnection, { description: '組織收到的更正請求;未處理的用 `state: OPEN`。' })
  @OpenTo({ desk: ['partner_admin'] })
  dataRequests(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('state', () => DataRequestState, OPTIONAL) state?: DataRequestState | null,
    @Arg('first', () => Int, OPTIONAL) first?: number | null,
    @Arg('after', () => String, OPTIONAL) after?: string | null,
  ): Promise<Connection<DataRequest>> {
    const where = state ? [sql`d.state = ${state}`] : [];
    return page(context.source, dataRequestShape, selectionOf(info), { first, after }, NEWEST_FIRST, where);
  }

  @Mutation(() => DataRequest, { description: '處理一項更正請求:已更正,或說明為何不更正。' })
  @OpenTo({ desk: ['partner_admin'] })
  async settleDataRequest(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('isDone', () => Boolean) isDone: boolean,
    @Arg('answer', () => String, OPTIONAL) answer?: string | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<DataRequest> {
    const args = { id, isDone, answer };
    const done = await act(context, { field: 'settleDataRequest', key, args }, (unit) =>
      settleRequest(unit, id, isDone, answer),
    );
    return readOne(context.source, dataRequestShape, selectionOf(info), done);
  }
}
