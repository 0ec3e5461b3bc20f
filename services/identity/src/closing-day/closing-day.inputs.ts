import { DateScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ArrayMaxSize, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';

/** Opening hours of one day. */
@InputType()
export class DayHoursInput {
  @Field(() => String, { description: 'HH:MM' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'hours.time' })
  from!: string;

  @Field(() => String, { description: 'HH:MM; 24:00 is midnight.' })
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'hours.time' })
  until!: string;
}

/** A day, or days in a row, on which the partner departs from its calendar. */
@InputType({ description: '休息日或加開日:一天或連續數天。' })
export class ClosingDaysInput {
  @Field(() => DateScalar)
  date!: Temporal.PlainDate;

  @Field(() => DateScalar, { nullable: true, description: 'The last of several days.' })
  until?: Temporal.PlainDate | null;

  @Field(() => Boolean)
  isOpen!: boolean;

  @Field(() => [DayHoursInput], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(8, { message: 'hours.tooMany' })
  @ValidateNested()
  periods?: DayHoursInput[] | null;

  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(40, { message: 'tooLong:40' })
  name!: string;
}
