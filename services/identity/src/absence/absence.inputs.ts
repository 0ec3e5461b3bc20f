import { Field, ID, InputType } from 'type-graphql';
import { AbsenceKind } from './absence.entity.ts';

/** Days somebody will not be there. */
@InputType({ description: '缺勤:日期含首尾兩日。' })
export class AbsenceInput {
  @Field(() => String, { description: 'First day, ISO 8601.' })
  startsOn!: string;

  @Field(() => String, { description: 'Last day, inclusive.' })
  endsOn!: string;

  @Field(() => AbsenceKind)
  kind!: AbsenceKind;

  @Field(() => ID, { nullable: true, description: '代理人。' })
  standInId?: string | null;

  @Field(() => String, { nullable: true })
  note?: string | null;
}
