import { act, type Intent } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { notFound } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { resendInvitation, withdrawInvitation } from '../invitation/keep-invitation.ts';
import { HEADQUARTERS_KEEPER } from '../membership/member.roles.ts';
import {
  HeadquartersPerson,
  HeadquartersPersonChangeInput,
  HeadquartersPersonInput,
} from './headquarters-person.type.ts';
import {
  changeHeadquartersPerson,
  endHeadquartersPerson,
  inviteHeadquartersPerson,
} from './keep-headquarters-person.ts';
import { readHeadquartersPeople, readHeadquartersPerson } from './read-headquarters-people.ts';

const OPTIONAL = { nullable: true } as const;
const KEEPER = { hq: [HEADQUARTERS_KEEPER] } as const;

/** Headquarters' own people. Auth: its administrator; credentials are nobody's but the person's. */
@Resolver()
export class HeadquartersPersonResolver {
  @Query(() => [HeadquartersPerson], { description: '總部人員與尚未接受的邀請。' })
  @OpenTo(KEEPER)
  headquartersPeople(
    @Ctx() context: Context,
    @Arg('search', () => String, { nullable: true, description: 'In name and e-mail.' }) search?: string | null,
    @Arg('includeLeft', () => Boolean, OPTIONAL) includeLeft?: boolean | null,
  ): Promise<HeadquartersPerson[]> {
    return readHeadquartersPeople(context, { search: search?.trim() || null, includeLeft: includeLeft ?? false });
  }

  @Mutation(() => HeadquartersPerson, { description: '邀請總部人員;需重新驗證身分。' })
  @OpenTo(KEEPER)
  inviteHeadquartersPerson(
    @Ctx() context: Context,
    @Arg('input', () => HeadquartersPersonInput) input: HeadquartersPersonInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<HeadquartersPerson> {
    requireProof(context.viewer);
    return kept(context, { field: 'inviteHeadquartersPerson', key, args: input }, (unit) =>
      inviteHeadquartersPerson(unit, input),
    );
  }

  @Mutation(() => HeadquartersPerson, { description: '修改總部人員的姓名與角色;角色變更後本人須重新登入。' })
  @OpenTo(KEEPER)
  changeHeadquartersPerson(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => HeadquartersPersonChangeInput) input: HeadquartersPersonChangeInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<HeadquartersPerson> {
    const args = { id, input, expectedVersion };
    return kept(context, { field: 'changeHeadquartersPerson', key, args }, (unit) =>
      changeHeadquartersPerson(unit, args, input),
    );
  }

  @Mutation(() => HeadquartersPerson, { description: '結束總部人員的權限;歷史紀錄保留。' })
  @OpenTo(KEEPER)
  endHeadquartersPerson(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, OPTIONAL) reason?: string | null,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<HeadquartersPerson> {
    const args = { id, reason: reason ?? null, expectedVersion };
    return kept(context, { field: 'endHeadquartersPerson', key, args }, (unit) => endHeadquartersPerson(unit, args));
  }

  @Mutation(() => HeadquartersPerson, { description: '重新寄出邀請,有效期重新計算。' })
  @OpenTo(KEEPER)
  resendHeadquartersInvitation(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<HeadquartersPerson> {
    const args = { id, expectedVersion };
    return kept(context, { field: 'resendHeadquartersInvitation', key, args }, (unit) => resendInvitation(unit, args));
  }

  @Mutation(() => ID, { description: '撤回邀請,連結隨即失效。' })
  @OpenTo(KEEPER)
  withdrawHeadquartersInvitation(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<string> {
    const args = { id, expectedVersion };
    return act(context, { field: 'withdrawHeadquartersInvitation', key, args }, (unit) =>
      withdrawInvitation(unit, args),
    );
  }
}

async function kept(
  context: Context,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<HeadquartersPerson> {
  const person = await readHeadquartersPerson(context, await act(context, intent, task));
  if (!person) throw notFound();
  return person;
}
