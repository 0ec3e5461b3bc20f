import { IsEmail, IsOptional, Matches, MaxLength, ValidateIf } from 'class-validator';
import { Field, InputType } from 'type-graphql';

/** An empty e-mail is none. */
const written = (_: object, value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** A person at the customer. */
@InputType({ description: '聯絡人。' })
export class ContactInput {
  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(40, { message: 'tooLong:40' })
  name!: string;

  @Field(() => String, { nullable: true, description: '職務。' })
  @IsOptional()
  @MaxLength(40, { message: 'tooLong:40' })
  post?: string | null;

  @Field(() => String, { nullable: true, description: 'Fixed line in any notation, with its extension.' })
  @IsOptional()
  @MaxLength(60, { message: 'phone.tooLong' })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60, { message: 'phone.tooLong' })
  mobile?: string | null;

  @Field(() => String, { nullable: true })
  @ValidateIf(written)
  @MaxLength(120, { message: 'tooLong:120' })
  @IsEmail({}, { message: 'email.form' })
  email?: string | null;

  @Field(() => Boolean, { nullable: true })
  isPrimary?: boolean | null;
}

/** A change of a contact: what is left out stays, what is null is cleared. */
@InputType({ description: '修改聯絡人;未填的欄位保持不變。' })
export class UpdateContactInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/\S/, { message: 'required' })
  @MaxLength(40, { message: 'tooLong:40' })
  name?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(40, { message: 'tooLong:40' })
  post?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60, { message: 'phone.tooLong' })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60, { message: 'phone.tooLong' })
  mobile?: string | null;

  @Field(() => String, { nullable: true })
  @ValidateIf(written)
  @MaxLength(120, { message: 'tooLong:120' })
  @IsEmail({}, { message: 'email.form' })
  email?: string | null;

  @Field(() => Boolean, { nullable: true })
  isPrimary?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '已離職:不再出現,來電也不再匹配。' })
  hasLeft?: boolean | null;
}
