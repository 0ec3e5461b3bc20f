import { DateScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, Int, ObjectType } from 'type-graphql';

/** A day that differs from the ordinary week. */
@ObjectType('CalendarDay', { simpleResolvers: true })
export class CalendarDay {
  @Field(() => DateScalar)
  date!: string;
  @Field(() => String, { description: 'Why, in the reader’s language.' })
  name!: string;
}

/** A year of the partner's calendar. A year not announced has no days and says so. */
@ObjectType('CalendarYear', { simpleResolvers: true, description: '某年的公眾假期與補班日。' })
export class CalendarYear {
  @Field(() => Int)
  year!: number;
  @Field(() => Boolean)
  announced!: boolean;
  @Field(() => [CalendarDay])
  holidays!: CalendarDay[];
  @Field(() => [CalendarDay])
  makeUpWorkdays!: CalendarDay[];
}
