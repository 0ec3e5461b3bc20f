import { DateScalar, DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, ObjectType } from 'type-graphql';

/** Opening hours of one day, local times. */
@ObjectType({ simpleResolvers: true })
export class DayHoursType {
  @Field(() => String)
  from!: string;
  @Field(() => String)
  until!: string;
}

/** A day on which the partner departs from its calendar. */
@ObjectType('ClosingDay', { simpleResolvers: true, description: '自訂的休息日或加開日。' })
export class ClosingDayType {
  @Field(() => ID)
  id!: string;
  @Field(() => DateScalar)
  date!: string;
  @Field(() => Boolean, { description: 'True: open although the calendar says otherwise.' })
  isOpen!: boolean;
  @Field(() => [DayHoursType], { description: 'Hours of an open day; empty: those of the make-up weekday.' })
  periods!: DayHoursType[];
  @Field(() => String)
  name!: string;
  @Field(() => DateTimeScalar)
  createdAt!: string;
  @Field(() => String, { nullable: true })
  createdByName!: string | null;
}
