import { act, type Intent } from '@landfall/kit/idempotency/act';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { AbsenceInput } from '../absence/absence.inputs.ts';
import { addAbsence, cancelAbsence, changeAbsence } from '../absence/keep-absence.ts';
import { changeMember } from './change-member.ts';
import { MemberChangeInput } from './member.inputs.ts';
import { PEOPLE_KEEPER } from './member.roles.ts';
import { memberShape } from './member.shape.ts';
import { Membership } from './membership.entity.ts';

const OPTIONAL = { nullable: true } as const;
const KEEPER = { desk: [PEOPLE_KEEPER] } as const;

/** Changes of the partner's own people; each returns the member. Auth: the partner's administrator. */
@Resolver()
export class MemberChangesResolver {
  @Mutation(() => Membership, { description: '修改員工資料與權限;角色變更後本人須重新登入。' })
  @OpenTo(KEEPER)
  changeMember(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => MemberChangeInput) input: MemberChangeInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Membership> {
    const args = { id, input, expectedVersion };
    return changed(context, info, { field: 'changeMember', key, args }, (unit) => changeMember(unit, args, 'staff'));
  }

  @Mutation(() => Membership, { description: '登記缺勤與代理人。' })
  @OpenTo(KEEPER)
  addAbsence(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('memberId', () => ID) memberId: string,
    @Arg('input', () => AbsenceInput) input: AbsenceInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Membership> {
    const args = { memberId, input };
    return changed(context, info, { field: 'addAbsence', key, args }, (unit) => addAbsence(unit, memberId, input));
  }

  @Mutation(() => Membership, { description: '修改缺勤。' })
  @OpenTo(KEEPER)
  changeAbsence(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => AbsenceInput) input: AbsenceInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Membership> {
    const args = { id, input, expectedVersion };
    return changed(context, info, { field: 'changeAbsence', key, args }, (unit) =>
      changeAbsence(unit, id, input, expectedVersion),
    );
  }

  @Mutation(() => Membership, { description: '取消缺勤。' })
  @OpenTo(KEEPER)
  cancelAbsence(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Membership> {
    const args = { id, expectedVersion };
    return changed(context, info, { field: 'cancelAbsence', key, args }, (unit) =>
      cancelAbsence(unit, id, expectedVersion),
    );
  }
}

function changed(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<Membership> {
  return act(context, intent, task).then((id) => readOne(context.source, memberShape, selectionOf(info), id));
}
