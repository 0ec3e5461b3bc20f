import { ArrayMaxSize, IsNotEmpty, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ContactInput } from '../contact/contact.inputs.ts';

/** A new company. */
@InputType({ description: '新客戶。' })
export class CreateCustomerInput {
  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(100, { message: 'tooLong:100' })
  name!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(40, { message: 'tooLong:40' })
  shortName?: string | null;

  @Field(() => String, { nullable: true, description: '統一社會信用代碼,校驗碼須正確。' })
  @IsOptional()
  @MaxLength(40, { message: 'creditCode.length' })
  creditCode?: string | null;

  @Field(() => ID, { description: 'GB/T 2260, a division with none below it.' })
  @IsNotEmpty({ message: 'required' })
  divisionCode!: string;

  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(200, { message: 'tooLong:200' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'In any notation.' })
  @IsOptional()
  @MaxLength(60, { message: 'phone.tooLong' })
  phone?: string | null;

  @Field(() => Boolean, { nullable: true })
  isRemote?: boolean | null;

  @Field(() => [ContactInput], { nullable: true, description: '第一位為主要聯絡人。' })
  @IsOptional()
  @ArrayMaxSize(20, { message: 'contact.tooMany:20' })
  @ValidateNested()
  contacts?: ContactInput[] | null;
}

/** A change of a company: what is left out stays, what is null is cleared. */
@InputType({ description: '修改客戶;未填的欄位保持不變。' })
export class UpdateCustomerInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/\S/, { message: 'required' })
  @MaxLength(100, { message: 'tooLong:100' })
  name?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(40, { message: 'tooLong:40' })
  shortName?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(40, { message: 'creditCode.length' })
  creditCode?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsNotEmpty({ message: 'required' })
  divisionCode?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/\S/, { message: 'required' })
  @MaxLength(200, { message: 'tooLong:200' })
  address?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60, { message: 'phone.tooLong' })
  phone?: string | null;

  @Field(() => Boolean, { nullable: true })
  isRemote?: boolean | null;
}
