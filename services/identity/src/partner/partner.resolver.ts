import { notFound } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { DeskOnly, OpenTo } from '@landfall/kit/service/root-field';
import { Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { LOGO_PATH } from './read-organisation.ts';

/** How a promise's clock runs (requirements.md, Clocks). */
export enum ClockMode {
  ELAPSED = 'ELAPSED',
  WORKDAY = 'WORKDAY',
  BUSINESS = 'BUSINESS',
}
registerEnumType(ClockMode, { name: 'ClockMode' });

/** One opening period of a weekday, local times. */
@ObjectType({ simpleResolvers: true })
export class OpeningPeriod {
  @Field(() => Int, { description: '1 is Monday.' })
  weekday!: number;
  @Field(() => String)
  from!: string;
  @Field(() => String)
  until!: string;
}

/** A region the partner serves. */
@ObjectType({ simpleResolvers: true })
export class PartnerRegion {
  @Field(() => ID, { description: 'Division code of six digits.' })
  code!: string;
  @Field(() => String)
  name!: string;
}

/** The viewer's own partner with the policy in force. */
@ObjectType('Partner', { simpleResolvers: true, description: '夥伴(租戶)。' })
export class PartnerType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  province!: string;
  @Field(() => String)
  timeZone!: string;
  @Field(() => String)
  calendar!: string;
  @Field(() => [OpeningPeriod])
  periods!: OpeningPeriod[];
  @Field(() => String, { nullable: true })
  monitoringLine!: string | null;
  @Field(() => String, { nullable: true })
  monitoringEmail!: string | null;
  @Field(() => String, { nullable: true, description: 'Where its logo is; null where there is none.' })
  logo!: string | null;
  @Field(() => [String])
  @DeskOnly()
  departments!: string[];
  @Field(() => [PartnerRegion], { description: 'Regions served.' })
  @DeskOnly()
  regions!: PartnerRegion[];
  @Field(() => ClockMode)
  @DeskOnly()
  clockMode!: ClockMode;
  @Field(() => Float, { description: 'Hours to the first contact (R2).' })
  @DeskOnly()
  contactHours!: number;
  @Field(() => Float, { description: 'Hours to arrival on site (R2).' })
  @DeskOnly()
  onSiteHours!: number;
  @Field(() => Int)
  @DeskOnly()
  policyVersion!: number;
}

/** The viewer's partner. Auth: everyone at the desk and in the portal. */
@Resolver()
export class PartnerResolver {
  @Query(() => PartnerType)
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  async partner(@Ctx() { source }: Context): Promise<PartnerType> {
    const [partner] = await source.reader.query<PartnerType>(source.scope, {
      isSmall: true,
      text: `select p.tenant_id as id, p.name, p.province_name as province, p.time_zone as "timeZone", p.calendar,
          p.monitoring_line as "monitoringLine", '${LOGO_PATH}' || p.logo_id as logo, p.departments,
          coalesce((select json_agg(json_build_object('code', rpad(r.prefix, 6, '0'), 'name', coalesce(v.full_name, r.prefix)) order by r.i)
            from unnest(p.divisions) with ordinality as r (prefix, i) left join catalogue.division v on v.code = rpad(r.prefix, 6, '0')), '[]'::json) as regions,
           p.monitoring_email as "monitoringEmail", s.periods, s.clock_mode as "clockMode",
          s.contact_hours as "contactHours", s.on_site_hours as "onSiteHours", s.policy_version as "policyVersion"
        from identity.partner p join identity.service_policy s on s.tenant_id = p.tenant_id and s.valid_from <= now()
          and s.withdrawn_at is null
        order by s.valid_from desc, s.policy_version desc limit 1`,
    });
    if (!partner) throw notFound();
    return partner;
  }
}
