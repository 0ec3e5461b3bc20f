import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

/** What somebody came in by, as the trail keeps it. */
export enum AuditWay {
  PASSWORD = 'PASSWORD',
  SSO = 'SSO',
  TOKEN = 'TOKEN',
  SYSTEM = 'SYSTEM',
}
registerEnumType(AuditWay, { name: 'AuditWay' });

/** Whose lines are asked for. */
export enum AuditBy {
  PEOPLE = 'PEOPLE',
  SYSTEM = 'SYSTEM',
  SUPPORT = 'SUPPORT',
}
registerEnumType(AuditBy, {
  name: 'AuditBy',
  valuesConfig: { SUPPORT: { description: 'Headquarters, under a support access.' } },
});

/** One value that changed. */
@ObjectType({ simpleResolvers: true, description: '一項更改:更改前與更改後。' })
export class AuditChange {
  @Field(() => String, { description: 'The property, e.g. `takenById`; words are the client’s.' })
  field!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Text as it is, anything else as JSON; ids of people and customers as names.',
  })
  before!: string | null;
  @Field(() => String, { nullable: true })
  after!: string | null;
}

/** A line of the audit trail. */
@ObjectType('AuditEntry', { simpleResolvers: true, description: '審計記錄的一行:誰在何時、從哪裡、對什麼做了什麼。' })
export class AuditEntryType {
  @Field(() => ID)
  id!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => ID, { nullable: true, description: 'Membership of who did it; null for the system.' })
  actorId!: string | null;
  @Field(() => String, { nullable: true, description: 'Null where the person was erased; of the system, what of it.' })
  actorName!: string | null;
  @Field(() => String, { nullable: true, description: 'Where the request came from.' })
  address!: string | null;
  @Field(() => AuditWay)
  way!: AuditWay;
  @Field(() => ID, { nullable: true })
  sessionId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The support access headquarters was here under.' })
  supportId!: string | null;
  @Field(() => String, { description: 'The mutation’s name, the event’s for the system, or `signIn`, `read`, …' })
  action!: string;
  @Field(() => ID, { nullable: true, description: 'The event that made the system do it.' })
  causeId!: string | null;
  @Field(() => String)
  noun!: string;
  @Field(() => ID, { nullable: true })
  nounId!: string | null;
  @Field(() => String, { nullable: true, description: 'Number or name of the thing, as it was.' })
  label!: string | null;
  @Field(() => ID, { nullable: true })
  customerId!: string | null;
  @Field(() => String, { nullable: true })
  customerName!: string | null;
  @Field(() => [AuditChange])
  changes!: AuditChange[];
  @Field(() => Boolean, {
    description: 'Some of it was about a person whose data was erased, and can’t be read any more.',
  })
  isErased!: boolean;
}

/** Which lines. */
@InputType()
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: 'Membership of who did it.' })
  actorId?: string | null;
  @Field(() => AuditBy, { nullable: true })
  by?: AuditBy | null;
  @Field(() => String, { nullable: true, description: 'ticket, customer, member, …' })
  noun?: string | null;
  @Field(() => ID, { nullable: true })
  nounId?: string | null;
  @Field(() => [String], { nullable: true, description: 'Any of these actions.' })
  actions?: string[] | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From then on; 30 days back where a text is searched for.',
  })
  from?: Temporal.Instant | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Before then.' })
  until?: Temporal.Instant | null;
  @Field(() => String, {
    nullable: true,
    description:
      'In numbers, names and values that changed; also finds things as the search does. Nobody’s sealed values.',
  })
  text?: string | null;
}
