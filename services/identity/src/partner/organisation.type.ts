import { Field, ID, Int, ObjectType } from 'type-graphql';

/** A department people belong to. */
@ObjectType({ simpleResolvers: true })
export class Department {
  @Field(() => String)
  name!: string;
  @Field(() => Int, { description: 'People in it now.' })
  members!: number;
}

/** A region served. */
@ObjectType({ simpleResolvers: true })
export class ServedRegion {
  @Field(() => ID, { description: 'Division code of six digits.' })
  code!: string;
  @Field(() => String)
  name!: string;
  @Field(() => Int, { description: 'People who serve it or a part of it.' })
  members!: number;
}

/** What the partner says of itself, for its administrator to keep. */
@ObjectType('Organisation', { simpleResolvers: true, description: '夥伴自己的設定。' })
export class Organisation {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  province!: string;
  @Field(() => ID)
  provinceCode!: string;
  @Field(() => String)
  timeZone!: string;
  @Field(() => String)
  calendar!: string;
  @Field(() => String, { nullable: true, description: 'Who mail comes from, as people read it; the name where null.' })
  senderName!: string | null;
  @Field(() => String, { nullable: true, description: '服務監督電話。' })
  monitoringLine!: string | null;
  @Field(() => String, { nullable: true })
  monitoringEmail!: string | null;
  @Field(() => String, { nullable: true, description: 'Where the logo is; null where there is none.' })
  logo!: string | null;
  @Field(() => [Department])
  departments!: Department[];
  @Field(() => [ServedRegion])
  regions!: ServedRegion[];
  @Field(() => Int)
  version!: number;
}
