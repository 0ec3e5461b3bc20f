import { act } from '@landfall/kit/idempotency/act';
import { PromiseClockMode } from '@landfall/kit/ledger/service-promise.type';
import { requireProof } from '@landfall/kit/policy/proof';
import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import { readMany, readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Shape } from '@landfall/kit/rows/shape';
import { sql, text } from '@landfall/kit/rows/sql';
import { DateScalar } from '@landfall/kit/scalar/date-time.scalar';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { IsOptional, Max, MaxLength, Min } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { uuidv7 } from 'uuidv7';
import { PolicyFloor } from './policy-floor.entity.ts';

/** Who keeps the floor. */
const FLOOR_KEEPERS = ['hq_admin'] as const;
const FURTHEST_DAYS = 730;
const OPTIONAL = { nullable: true } as const;

/** A version to come of the floor. R2 is the loosest there can be. */
@InputType({ description: '承諾底線的新版本;最寬為 R2 的 16 小時與 24 小時。' })
export class PolicyFloorInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Begins with this day of headquarters’; now where left out.',
  })
  validFrom?: Temporal.PlainDate | null;

  @Field(() => PromiseClockMode)
  clockMode!: PromiseClockMode;

  @Field(() => Int)
  @Min(1, { message: 'policyFloor.contactHours' })
  @Max(16, { message: 'policyFloor.contactHours' })
  contactHours!: number;

  @Field(() => Int)
  @Min(1, { message: 'policyFloor.onSiteHours' })
  @Max(24, { message: 'policyFloor.onSiteHours' })
  onSiteHours!: number;

  @Field(() => Int)
  @Min(0, { message: 'policyFloor.openMinutes' })
  @Max(10_080, { message: 'policyFloor.openMinutes' })
  openMinutes!: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(300, { message: 'tooLong:300' })
  note?: string | null;
}

const floorShape: Shape = {
  table: 'catalogue.policy_floor',
  alias: 'f',
  columns: {
    id: 'f.id',
    floorVersion: 'f.floor_version',
    validFrom: 'f.valid_from',
    clockMode: 'f.clock_mode',
    contactHours: 'f.contact_hours',
    onSiteHours: 'f.on_site_hours',
    openMinutes: 'f.open_minutes',
    note: 'f.note',
    createdAt: 'f.created_at',
    withdrawnAt: 'f.withdrawn_at',
  },
};

/** Headquarters' floor under every service policy. Auth: everyone at headquarters and the partners' administrators read it; headquarters' administrators keep it. */
@Resolver()
export class PolicyFloorResolver {
  @Query(() => [PolicyFloor], { description: '承諾底線的所有版本,最新的在前。' })
  @OpenTo({ hq: 'everyone', desk: ['partner_admin'] })
  policyFloors(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<PolicyFloor[]> {
    const tail = text(' order by f.valid_from desc, f.floor_version desc limit 100');
    return readMany(context.source, floorShape, selectionOf(info), sql`true`, tail);
  }

  @Mutation(() => PolicyFloor, { description: '新增底線版本;只約束之後開始的夥伴承諾。' })
  @OpenTo({ hq: FLOOR_KEEPERS })
  async addPolicyFloor(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => PolicyFloorInput) input: PolicyFloorInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<PolicyFloor> {
    requireProof(context.viewer);
    const id = await act(context, { field: 'addPolicyFloor', key, args: { input } }, (unit) => addFloor(unit, input));
    return readOne(context.source, floorShape, selectionOf(info), id);
  }

  @Mutation(() => PolicyFloor, { description: '撤回尚未生效的底線版本。' })
  @OpenTo({ hq: FLOOR_KEEPERS })
  async withdrawPolicyFloor(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<PolicyFloor> {
    await act(context, { field: 'withdrawPolicyFloor', key, args: { id } }, (unit) => withdrawFloor(unit, id));
    return readOne(context.source, floorShape, selectionOf(info), id);
  }
}

async function addFloor(unit: UnitOfWork, input: PolicyFloorInput): Promise<string> {
  const versions = await unit.em.find(PolicyFloor, {});
  const validFrom = beginning(unit, input.validFrom);
  if (versions.some((one) => !one.withdrawnAt && Temporal.Instant.compare(one.validFrom, validFrom) === 0))
    throw invalid('policyFloor.sameDay', ['validFrom']);
  const { clockMode, contactHours, onSiteHours, openMinutes } = input;
  const row = unit.em.create(PolicyFloor, {
    id: uuidv7(),
    floorVersion: Math.max(0, ...versions.map(({ floorVersion }) => floorVersion)) + 1,
    ...{ validFrom, clockMode, contactHours, onSiteHours, openMinutes },
    note: input.note?.trim() || null,
    createdBy: unit.viewer.membershipId,
    createdAt: unit.now,
  });
  unit.em.persist(row);
  await tellPartners(unit, row.id);
  return row.id;
}

async function withdrawFloor(unit: UnitOfWork, id: string): Promise<string> {
  const row = await unit.find(PolicyFloor, { id });
  if (!row) throw notFound();
  if (row.withdrawnAt) return id;
  if (Temporal.Instant.compare(row.validFrom, unit.now) <= 0) throw new Problem('CONFLICT', 'policyFloor.inForce');
  row.withdrawnAt = unit.now;
  await tellPartners(unit, id);
  return id;
}

/** An event a partner, for its administrators: who isn't a partner any more, or can't come in, needn't know. */
async function tellPartners(unit: UnitOfWork, id: string): Promise<void> {
  const partners = await unit.execute<{ id: string }>(
    `select p.partner_id as id from network.partner p left join network.partnership s on s.id = p.partner_id
     where coalesce(s.state, 'ACTIVE') in ('ACTIVE', 'LEAVING') order by p.partner_id`,
  );
  // One for pages that show the floor, whoever's they are.
  unit.announce({ event: 'policyFloorKept', noun: 'floor', id });
  for (const partner of partners)
    unit.announce({ event: 'policyFloorChanged', noun: 'policyFloor', id, ids: { partner: partner.id } });
}

function beginning({ now, viewer }: UnitOfWork, day: Temporal.PlainDate | null | undefined): Temporal.Instant {
  if (!day) return now;
  const today = now.toZonedDateTimeISO(viewer.timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(day, today) <= 0) throw invalid('policyFloor.past', ['validFrom']);
  if (Temporal.PlainDate.compare(day, today.add({ days: FURTHEST_DAYS })) > 0)
    throw invalid('policyFloor.tooFar', ['validFrom'], { days: FURTHEST_DAYS });
  return day.toZonedDateTime(viewer.timeZone).toInstant();
}
