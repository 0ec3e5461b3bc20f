import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { memberShape } from '../membership/member.shape.ts';
import { Membership } from '../membership/membership.entity.ts';
import { DepartureHandOverInput } from './departure.inputs.ts';
import { endMembership, reasonOf } from './end-membership.ts';
import { handOverFirst } from './hand-over-first.ts';

const OPTIONAL = { nullable: true } as const;

/** Somebody leaves the partner. Auth: its administrator; credentials are nobody's but the person's. */
@Resolver()
export class DepartureResolver {
  @Mutation(() => Membership, { description: '員工離開:先移交未完成的工作,再結束其權限;歷史紀錄保留。' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  async endMembership(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('handOver', () => [DepartureHandOverInput], OPTIONAL) handOver?: DepartureHandOverInput[] | null,
    @Arg('reason', () => String, OPTIONAL) reason?: string | null,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Membership> {
    const args = { id, handOver: handOver ?? [], reason: reasonOf(reason), expectedVersion };
    if (await mayLeave(context, id, expectedVersion)) {
      requireProof(context.viewer);
      await handOverFirst(context, id, args.handOver, args.reason, key ?? null);
    }
    const done = await act(context, { field: 'endMembership', key, args }, (unit) => endMembership(unit, args));
    return readOne(context.source, memberShape, selectionOf(info), done);
  }
}

/**
 * Asked before any work moves, so that nothing is handed over for somebody who then stays; the unit of work asks again.
 * @returns false for somebody who has left already
 */
async function mayLeave({ source }: Context, id: string, expectedVersion?: number | null): Promise<boolean> {
  const [member] = await source.reader.query<{ endedAt: string | null; version: number; isLast: boolean }>(
    source.scope,
    {
      name: 'may-leave',
      text: `select m.ended_at as "endedAt", m.version, 'partner_admin' = any(m.roles) and not exists (select from identity.membership o
          where o.customer_id is null and o.ended_at is null and 'partner_admin' = any(o.roles) and o.id <> m.id) as "isLast"
        from identity.membership m where m.id = $1 and m.customer_id is null`,
      values: [id],
    },
  );
  if (!member) throw notFound();
  if (member.endedAt) return false;
  if (member.isLast) throw new Problem('CONFLICT', 'member.lastAdministrator', ['roles']);
  if (expectedVersion != null && member.version !== expectedVersion)
    throw new Problem('CONFLICT', 'versionConflict', ['expectedVersion'], {
      version: member.version,
      expectedVersion,
    });
  return true;
}
