import { PromiseClockMode } from '@landfall/kit/ledger/service-promise.type';
import { looserFields, type PolicyFloor } from '@landfall/kit/promise/service-policy';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Max, Min } from 'class-validator';
import { Arg, Ctx, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import { PolicyStanding, type PublishedPolicyType } from './partnership.type.ts';

/** A floor to compare with: one in force, or one that is being thought about. */
@InputType({ description: '要比較的底線。' })
export class FloorTermsInput {
  @Field(() => PromiseClockMode)
  clockMode!: 'ELAPSED' | 'WORKDAY' | 'BUSINESS';

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
}

interface Row extends PublishedPolicyType {
  partnerId: string;
  name: string;
  province: string;
  isInForce: boolean;
}

const POLICIES = `select n.partner_id as "partnerId", n.name, n.province, v.partner_id || ':' || v.policy_version as id, v.policy_version as "policyVersion",
    v.valid_from as "validFrom", v.clock_mode as "clockMode", v.contact_hours as "contactHours", v.on_site_hours as "onSiteHours",
    v.open_minutes as "openMinutes", v.valid_from <= now() as "isInForce"
  from network.published_policy v join network.partner n on n.partner_id = v.partner_id
  left join network.partnership s on s.id = v.partner_id
  where v.withdrawn_at is null and coalesce(s.state, 'ACTIVE') <> 'LEFT'
    and (v.valid_from > now() or v.valid_from = (select max(w.valid_from) from network.published_policy w
      where w.partner_id = v.partner_id and w.withdrawn_at is null and w.valid_from <= now()))
  order by n.province_code, n.name, n.partner_id, v.valid_from, v.policy_version`;

/** Every partner's policy in force beside a floor. Auth: everyone at headquarters. */
@Resolver()
export class PolicyStandingResolver {
  @Query(() => [PolicyStanding], { description: '每個夥伴的現行承諾與底線的比較,較寬鬆的在前。' })
  @OpenTo({ hq: 'everyone' })
  async policyStandings(
    @Ctx() { source }: Context,
    @Arg('floor', () => FloorTermsInput) floor: FloorTermsInput,
  ): Promise<PolicyStanding[]> {
    const rows = await source.reader.query<Row>(source.scope, { text: POLICIES });
    const terms: PolicyFloor = { ...floor, openMinutesAWeek: floor.openMinutes };
    const breachesOf = (row: Row): string[] => looserFields(row as never, terms);
    return Map.groupBy(rows, ({ partnerId }) => partnerId)
      .values()
      .flatMap((versions): PolicyStanding[] => {
        const policy = versions.findLast(({ isInForce }) => isInForce) ?? versions[0];
        if (!policy) return [];
        const breaches = breachesOf(policy);
        const within = versions.find((version) => !version.isInForce && breachesOf(version).length === 0);
        const { partnerId, name, province } = policy;
        const withinFrom = breaches.length > 0 ? (within?.validFrom ?? null) : null;
        return [{ partnerId, name, province, policy, breaches, withinFrom }];
      })
      .toArray()
      .sort((a, b) => b.breaches.length - a.breaches.length);
  }
}
