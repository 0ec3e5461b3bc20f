import { DateScalar } from '@landfall/kit/scalar/date-time.scalar';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** A line of a registration card. */
@InputType({ description: '註冊用戶登記卡的一行。' })
export class RegisterProductInput {
  @Field(() => ID)
  @IsNotEmpty({ message: 'required' })
  productVersionId!: string;

  @Field(() => String, { description: '序列號或加密狗號。' })
  @IsNotEmpty({ message: 'required' })
  @MaxLength(60, { message: 'serial.form' })
  serial!: string;

  @Field(() => DateScalar, { nullable: true })
  purchasedOn?: Temporal.PlainDate | null;

  @Field(() => DateScalar, { nullable: true })
  serviceStartsOn?: Temporal.PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: '服務期的最後一天(含)。' })
  serviceEndsOn?: Temporal.PlainDate | null;
}
