import { IsEmail, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** Whom headquarters turns to at a partner. */
@InputType({ description: '夥伴的聯絡人;邀請函寄給他。' })
export class PartnerContactInput {
  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(40, { message: 'tooLong:40' })
  contactName!: string;

  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(120, { message: 'tooLong:120' })
  @IsEmail({}, { message: 'partner.email' })
  contactEmail!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60, { message: 'tooLong:60' })
  contactPhone?: string | null;
}

/** A new partner. */
@InputType({ description: '新夥伴。' })
export class OnboardPartnerInput extends PartnerContactInput {
  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(100, { message: 'tooLong:100' })
  name!: string;

  @Field(() => ID, { description: 'A province, GB/T 2260.' })
  @Matches(/^\d{6}$/, { message: 'partner.province' })
  provinceCode!: string;

  @Field(() => String, { nullable: true, description: 'IANA; the province’s unless said.' })
  @IsOptional()
  @MaxLength(60, { message: 'tooLong:60' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'CN, HK or TW; the province’s unless said.' })
  @IsOptional()
  @IsIn(['CN', 'HK', 'TW'], { message: 'partner.calendar' })
  calendar?: string | null;
}
