import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { movePartner, resendInvitation, updateContact } from './move-partner.ts';
import { onboardPartner } from './onboard-partner.ts';
import { Partnership } from './partnership.entity.ts';
import { OnboardPartnerInput, PartnerContactInput } from './partnership.inputs.ts';
import { PARTNER_KEEPERS } from './partnership.policy.ts';
import { partnershipShape } from './partnership.shape.ts';

const OPTIONAL = { nullable: true } as const;
const KEEPERS = { hq: PARTNER_KEEPERS } as const;

/** Steps of a partner's life; each returns the partner. Auth: headquarters' administrators; shutting out and letting go ask for a proof. */
@Resolver()
export class PartnershipChangesResolver {
  @Mutation(() => Partnership, { description: '新夥伴入網:建立夥伴並邀請其第一位管理員。' })
  @OpenTo(KEEPERS)
  onboardPartner(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => OnboardPartnerInput) input: OnboardPartnerInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return once(context, info, { field: 'onboardPartner', key, args: { input } }, (unit) =>
      onboardPartner(unit, input),
    );
  }

  @Mutation(() => Partnership, { description: '重新寄送邀請函。' })
  @OpenTo(KEEPERS)
  resendPartnerInvitation(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return once(context, info, { field: 'resendPartnerInvitation', key, args: { id } }, (unit) =>
      resendInvitation(unit, id),
    );
  }

  @Mutation(() => Partnership, { description: '修改聯絡人;尚未加入時,邀請函改寄新地址。' })
  @OpenTo(KEEPERS)
  updatePartnerContact(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => PartnerContactInput) input: PartnerContactInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return once(context, info, { field: 'updatePartnerContact', key, args: { id, input, expectedVersion } }, (unit) =>
      updateContact(unit, id, input, expectedVersion),
    );
  }

  @Mutation(() => Partnership, { description: '撤回邀請:對方不再加入。' })
  @OpenTo(KEEPERS)
  withdrawPartner(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return move(context, info, 'withdrawPartner', 'withdraw', { id, reason, expectedVersion }, key);
  }

  @Mutation(() => Partnership, { description: '暫停夥伴:其人員在數秒內被登出,資料保留。' })
  @OpenTo(KEEPERS)
  suspendPartner(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return move(context, info, 'suspendPartner', 'suspend', { id, reason, expectedVersion }, key, true);
  }

  @Mutation(() => Partnership, { description: '恢復已暫停的夥伴。' })
  @OpenTo(KEEPERS)
  reopenPartner(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, OPTIONAL) reason?: string | null,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return move(context, info, 'reopenPartner', 'reopen', { id, reason, expectedVersion }, key, true);
  }

  @Mutation(() => Partnership, { description: '標記夥伴正在離開;其管理員可以帶走全部資料。' })
  @OpenTo(KEEPERS)
  letPartnerLeave(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return move(context, info, 'letPartnerLeave', 'leave', { id, reason, expectedVersion }, key, true);
  }

  @Mutation(() => Partnership, { description: '夥伴不離開了。' })
  @OpenTo(KEEPERS)
  keepPartner(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, OPTIONAL) reason?: string | null,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return move(context, info, 'keepPartner', 'stay', { id, reason, expectedVersion }, key);
  }

  @Mutation(() => Partnership, { description: '夥伴已離開:其人員不能再登入,資料按保存期限保留。' })
  @OpenTo(KEEPERS)
  finishPartnerLeaving(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, OPTIONAL) reason?: string | null,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Partnership> {
    return move(context, info, 'finishPartnerLeaving', 'finishLeaving', { id, reason, expectedVersion }, key, true);
  }
}

interface Step {
  readonly id: string;
  readonly reason?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

function move(
  context: Context,
  info: GraphQLResolveInfo,
  field: string,
  action: string,
  step: Step,
  key: string | null | undefined,
  needsProof = false,
): Promise<Partnership> {
  if (needsProof) requireProof(context.viewer);
  return once(context, info, { field, key, args: step }, (unit) =>
    movePartner(unit, step.id, action, step.reason, step.expectedVersion),
  );
}

async function once(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Parameters<typeof act>[1],
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<Partnership> {
  return readOne(context.source, partnershipShape, selectionOf(info), await act(context, intent, task));
}
