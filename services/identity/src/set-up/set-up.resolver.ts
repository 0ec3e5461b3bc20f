import { act } from '@landfall/kit/idempotency/act';
import { invalid, notFound } from '@landfall/kit/problem/problem';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { SETTINGS_KEEPERS } from '../partner/settings-keepers.ts';
import { SetUp } from './set-up.entity.ts';

/** What a new partner's administrator goes through, in this order. */
export enum SetUpStep {
  HOURS = 'HOURS',
  DEPARTMENTS = 'DEPARTMENTS',
  REGIONS = 'REGIONS',
  CLOCK = 'CLOCK',
  STAFF = 'STAFF',
}
registerEnumType(SetUpStep, { name: 'SetUpStep', description: '初始設定的步驟。' });

/** How far the set-up has come. */
@ObjectType('SetUp', { simpleResolvers: true, description: '新夥伴的初始設定。' })
export class SetUpType {
  @Field(() => ID)
  id!: string;
  @Field(() => [SetUpStep])
  done!: string[];
  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt!: string | null;
}

const OPTIONAL = { nullable: true } as const;

/** The guided set-up of a new partner; null where there is nothing to set up. Auth: the partner's administrator. */
@Resolver()
export class SetUpResolver {
  @Query(() => SetUpType, OPTIONAL)
  @OpenTo({ desk: SETTINGS_KEEPERS })
  async setUp(@Ctx() { source }: Context): Promise<SetUpType | null> {
    const [row] = await source.reader.query<SetUpType>(source.scope, {
      text: 'select tenant_id as id, steps as done, finished_at as "finishedAt" from identity.set_up limit 1',
    });
    return row ?? null;
  }

  @Mutation(() => SetUpType, { nullable: true, description: '標記一個步驟已完成。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  async finishSetUpStep(
    @Ctx() context: Context,
    @Arg('step', () => SetUpStep) step: SetUpStep,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<SetUpType | null> {
    await act(context, { field: 'finishSetUpStep', key, args: { step } }, async (unit) => {
      const row = await unit.find(SetUp, { tenantId: unit.tenant });
      if (!row) throw notFound();
      if (!row.steps.includes(step)) row.steps = [...row.steps, step];
      return row.tenantId;
    });
    return this.setUp(context);
  }

  @Mutation(() => SetUpType, { nullable: true, description: '完成初始設定:夥伴開始運作。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  async finishSetUp(
    @Ctx() context: Context,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<SetUpType | null> {
    await act(context, { field: 'finishSetUp', key, args: {} }, async (unit) => {
      const row = await unit.find(SetUp, { tenantId: unit.tenant });
      if (!row) throw notFound();
      if (row.finishedAt) return row.tenantId;
      const left = Object.values(SetUpStep).filter((step) => !row.steps.includes(step));
      if (left.length > 0) throw invalid('setUp.unfinished', left, { count: left.length });
      row.finishedAt = unit.now;
      unit.announce({ event: 'setUpFinished', noun: 'setUp', id: row.tenantId });
      return row.tenantId;
    });
    return this.setUp(context);
  }
}
