import { InstantType } from '@landfall/kit/clock/instant.type';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { globalTable } from '@landfall/kit/tenancy/table';
import { OptionalProps } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PartnershipState } from './partnership.machine.ts';

/** The states, as GraphQL names them. */
export enum PartnershipStateName {
  INVITED = 'INVITED',
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  LEAVING = 'LEAVING',
  LEFT = 'LEFT',
}
registerEnumType(PartnershipStateName, {
  name: 'PartnershipState',
  description: '夥伴的狀態:已邀請、運作中、已暫停、正在離開、已離開。',
});

/** The row is the partner's own, and it is in: who is shut out can't open the door from inside. */
const OWN_AND_IN = `id = (select current_setting('app.tenant')::uuid as current_setting) and state in ('INVITED', 'ACTIVE', 'LEAVING')`;

/** A partner as headquarters has to do with it: its state and since when. The row's id is the partner's. */
@ObjectType('Partnership', { simpleResolvers: true, description: '總部與一個夥伴的合作關係。' })
@Entity(
  globalTable({
    schema: 'network',
    table: 'partnership',
    rows: {
      desk: { using: OWN_AND_IN, may: ['select', 'insert', 'update'] },
      hq: { using: 'true', may: ['select', 'insert', 'update'] },
      edge: { using: 'true', may: ['select'] },
    },
  }),
)
@Index({ properties: ['since', 'id'] })
@Check({
  name: 'partnership_state_check',
  expression: `state in ('INVITED', 'ACTIVE', 'SUSPENDED', 'LEAVING', 'LEFT')`,
})
export class Partnership {
  [OptionalProps]?: 'state' | 'since' | 'stateSince' | 'timeZone' | 'calendar' | 'version' | 'tenantId';

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** The tenant a partner's own unit of work writes it as; not a column. */
  get tenantId(): string {
    return this.id;
  }

  @Field(() => PartnershipStateName)
  @Property({ type: 'text', default: 'ACTIVE' })
  state: PartnershipState = 'ACTIVE';

  @Field(() => DateTimeScalar, { description: 'When headquarters on-boarded it.' })
  @Property({ type: InstantType, defaultRaw: 'now()' })
  since!: Temporal.Instant;

  @Field(() => DateTimeScalar, { description: 'When it came into its present state.' })
  @Property({ type: InstantType, defaultRaw: 'now()' })
  stateSince!: Temporal.Instant;

  /** IANA time zone. */
  @Field(() => String)
  @Property({ type: 'text', default: 'Asia/Shanghai' })
  timeZone: string = 'Asia/Shanghai';

  /** Public holidays observed: CN, HK or TW. */
  @Field(() => String)
  @Property({ type: 'text', default: 'CN' })
  calendar: string = 'CN';

  @Field(() => Int)
  @Property({ type: 'integer', version: true })
  version!: number;
}
