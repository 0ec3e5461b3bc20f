import { connectionOf } from '@landfall/kit/connection/connection';
import { actionsOf } from '@landfall/kit/policy/noun';
import { type Connection, page } from '@landfall/kit/rows/page';
import { readByIds, readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { ByViewer, OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Partnership, PartnershipStateName } from './partnership.entity.ts';
import { partnershipMachine } from './partnership.machine.ts';
import { partnershipPolicy } from './partnership.policy.ts';
import { partnershipShape } from './partnership.shape.ts';
import { PartnershipChangeType, PartnershipCount, PublishedPolicyType } from './partnership.type.ts';

interface Subscribing {
  readonly args: { readonly id?: string | null };
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

const PartnershipConnection = connectionOf('Partnership', () => Partnership);
const OPTIONAL = { nullable: true } as const;

/** Partners as headquarters knows them: name, province, contact, standing, and the policy they publish. Auth: everyone at headquarters. */
@Resolver(() => Partnership)
export class PartnershipResolver {
  @Query(() => PartnershipConnection, { description: '夥伴清單,最近加入的在前。' })
  @OpenTo({ hq: 'everyone' })
  partnerships(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('search', () => String, { nullable: true, description: 'In name, contact or e-mail.' }) search?: string | null,
    @Arg('states', () => [PartnershipStateName], OPTIONAL) states?: PartnershipStateName[] | null,
    @Arg('provinceCode', () => ID, OPTIONAL) provinceCode?: string | null,
    @Arg('sinceYear', () => Int, { nullable: true, description: 'On-boarded in this year or later.' })
    sinceYear?: number | null,
    @Arg('first', () => Int, OPTIONAL) first?: number | null,
    @Arg('after', () => String, OPTIONAL) after?: string | null,
  ): Promise<Connection<Partnership>> {
    const like = search?.trim() ? `%${search.trim().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
    return page(
      context.source,
      partnershipShape,
      selectionOf(info),
      { first, after },
      { column: 'since', type: 'timestamptz', descending: true },
      [
        states?.length ? sql`p.state = any(${states}::text[])` : null,
        provinceCode
          ? sql`exists (select from network.partner n where n.partner_id = p.id and n.province_code = ${provinceCode})`
          : null,
        sinceYear
          ? sql`p.since >= make_timestamptz(${sinceYear}::int, 1, 1, 0, 0, 0, ${context.viewer.timeZone})`
          : null,
        like
          ? sql`(exists (select from network.partner n where n.partner_id = p.id and n.name ilike ${like})
              or exists (select from network.partner_contact c where c.partner_id = p.id and (c.name ilike ${like} or c.email ilike ${like})))`
          : null,
      ],
    );
  }

  @Query(() => Partnership)
  @OpenTo({ hq: 'everyone' })
  partnership(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
  ): Promise<Partnership> {
    return readOne(context.source, partnershipShape, selectionOf(info), id);
  }

  @Query(() => [PartnershipCount], { description: '各狀態的夥伴數。' })
  @OpenTo({ hq: 'everyone' })
  partnershipCounts(@Ctx() { source }: Context): Promise<PartnershipCount[]> {
    return source.reader.query<PartnershipCount>(source.scope, {
      text: 'select state, count(*)::int as count from network.partnership group by state',
    });
  }

  @Subscription(() => Partnership, {
    nullable: true,
    description: 'A partner as it is after a change; without an id, any.',
    subscribe: ({ args, context, info }: Subscribing) => changesOf(context, args.id, info),
  })
  @OpenTo({ hq: 'everyone' })
  partnershipChanged(
    @Root() partnership: Partnership,
    @Arg('id', () => ID, OPTIONAL) _id?: string | null,
  ): Partnership {
    return partnership;
  }

  @FieldResolver(() => String)
  name(@Root() row: { name: string }): string {
    return row.name;
  }

  @FieldResolver(() => ID, OPTIONAL)
  provinceCode(@Root() row: { provinceCode: string | null }): string | null {
    return row.provinceCode;
  }

  @FieldResolver(() => String, OPTIONAL)
  province(@Root() row: { province: string | null }): string | null {
    return row.province;
  }

  @FieldResolver(() => String, OPTIONAL)
  contactName(@Root() row: { contactName: string | null }): string | null {
    return row.contactName;
  }

  @FieldResolver(() => String, OPTIONAL)
  contactEmail(@Root() row: { contactEmail: string | null }): string | null {
    return row.contactEmail;
  }

  @FieldResolver(() => String, OPTIONAL)
  contactPhone(@Root() row: { contactPhone: string | null }): string | null {
    return row.contactPhone;
  }

  @FieldResolver(() => [PartnershipChangeType], { description: 'Its life so far, the latest first.' })
  changes(@Root() row: { changes: PartnershipChangeType[] }): PartnershipChangeType[] {
    return row.changes;
  }

  @FieldResolver(() => [PublishedPolicyType], { description: 'What it promises, by version, the latest first.' })
  policies(@Root() row: { policies: PublishedPolicyType[] }): PublishedPolicyType[] {
    return row.policies;
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it now, likeliest first.' })
  @ByViewer()
  actions(@Root() row: Partnership, @Ctx() { viewer }: Context): readonly string[] {
    return actionsOf(partnershipMachine, partnershipPolicy, viewer, row);
  }
}

/** Woken by headquarters' own events and by those a partner tells of itself; told by reading again. */
async function* changesOf(
  context: Context,
  id: string | null | undefined,
  info: GraphQLResolveInfo,
): AsyncGenerator<Partnership, void, void> {
  for await (const { nounId } of context.host.bus.changes('*', 'partner', context.signal)) {
    if (id && nounId !== id) continue;
    const [row] = await readByIds<Partnership>(context.source, partnershipShape, selectionOf(info), [nounId]);
    if (row) yield row;
  }
}
