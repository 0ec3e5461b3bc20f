import { Field, ID, Int, ObjectType } from 'type-graphql';

/** One thing that isn't right with a row, in the reader's language. */
@ObjectType({ simpleResolvers: true })
export class StaffRowProblem {
  @Field(() => String, {
    description: 'Column: name, email, roles, department, divisions, productLines, title, phone.',
  })
  field!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => String)
  message!: string;
}

/** A region as a list's reader understood it. */
@ObjectType({ simpleResolvers: true })
export class StaffRowRegion {
  @Field(() => ID)
  code!: string;
  @Field(() => String)
  name!: string;
}

/** A row of a list of staff as it was understood; ready to be invited where nothing is wrong. */
@ObjectType({ simpleResolvers: true })
export class StaffListRow {
  @Field(() => Int, { description: 'Its line in the text.' })
  line!: number;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  email!: string;
  @Field(() => [String])
  roles!: readonly string[];
  @Field(() => String, { nullable: true })
  title!: string | null;
  @Field(() => String, { nullable: true })
  department!: string | null;
  @Field(() => String, { nullable: true })
  phone!: string | null;
  @Field(() => [StaffRowRegion])
  regions!: readonly StaffRowRegion[];
  @Field(() => [String])
  productLines!: readonly string[];
  @Field(() => [StaffRowProblem])
  problems!: readonly StaffRowProblem[];
}

/** What a pasted list would do; nothing is kept. */
@ObjectType('StaffListPreview', {
  simpleResolvers: true,
  description: '貼上的員工名單:逐列檢查的結果,尚未寄出任何邀請。',
})
export class StaffListPreview {
  @Field(() => [StaffListRow])
  rows!: readonly StaffListRow[];
  @Field(() => Int)
  readyCount!: number;
}
