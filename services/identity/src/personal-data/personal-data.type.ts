import { Field, ID, Int, ObjectType } from 'type-graphql';

/** One kind of what is kept about a person. */
@ObjectType('KeptData', { simpleResolvers: true, description: '保存的一類個人資料:是什麼、為什麼、多久。' })
export class KeptDataType {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { description: 'What it is, in the reader’s language.' })
  what!: string;
  @Field(() => String, { description: 'What it is kept for.' })
  why!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'Days after it is over (`KEPT_DAYS`); null: as long as it is needed.',
  })
  keptForDays!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many rows are kept about the asking person; null where nobody asked.',
  })
  count!: number | null;
}

/** Where erasing an account ends something. */
@ObjectType('ErasureEnds', { simpleResolvers: true, description: '註銷帳號時結束的成員關係。' })
export class ErasureEnds {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  organisation!: string;
  @Field(() => Boolean, {
    description: 'Nobody else there could let others in: somebody has to be made administrator first.',
  })
  isLastAdministrator!: boolean;
}

/** What the person asks about their own data. */
@ObjectType('PersonalData', { simpleResolvers: true, description: '關於本人的個人資料。' })
export class PersonalDataType {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { description: 'Typed to confirm an erasure.' })
  email!: string;
  @Field(() => [KeptDataType])
  kept!: KeptDataType[];
  @Field(() => [ErasureEnds], { description: 'What erasing the account ends.' })
  ends!: ErasureEnds[];
  @Field(() => [KeptDataType], { description: 'What stays all the same, and how long.' })
  stays!: KeptDataType[];
}

/** One part of the file. */
@ObjectType('AccessFilePart', { simpleResolvers: true, description: '個人資料檔案的一部分。' })
export class AccessFilePart {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  json!: string;
}
