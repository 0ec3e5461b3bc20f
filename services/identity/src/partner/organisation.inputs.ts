import { ArrayMaxSize, IsEmail, IsOptional, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** An empty e-mail is none. */
const written = (_: object, value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** What the partner says of itself: what is left out stays, what is null is cleared. */
@InputType({ description: '夥伴自己的設定;未填的欄位保持不變。' })
export class OrganisationInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/\S/, { message: 'required' })
  @MaxLength(100, { message: 'tooLong:100' })
  name?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60, { message: 'tooLong:60' })
  @Matches(/^[^<>"@,;:\\\r\n]*$/, { message: 'organisation.senderName' })
  senderName?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60, { message: 'tooLong:60' })
  monitoringLine?: string | null;

  @Field(() => String, { nullable: true })
  @ValidateIf(written)
  @MaxLength(120, { message: 'tooLong:120' })
  @IsEmail({}, { message: 'organisation.email' })
  monitoringEmail?: string | null;
}

/** A department as it is to be called. */
@InputType()
export class DepartmentInput {
  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(30, { message: 'tooLong:30' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it was called: its people follow.' })
  @IsOptional()
  @MaxLength(30, { message: 'tooLong:30' })
  was?: string | null;
}

/** All departments, in their order. */
@InputType({ description: '全部部門,依顯示順序。' })
export class DepartmentsInput {
  @Field(() => [DepartmentInput])
  @ArrayMaxSize(30, { message: 'department.tooMany' })
  @ValidateNested()
  departments!: DepartmentInput[];
}

/** All regions served. */
@InputType({ description: '全部服務區域(GB/T 2260)。' })
export class RegionsInput {
  @Field(() => [ID])
  @ArrayMaxSize(200, { message: 'region.tooMany' })
  codes!: string[];
}
