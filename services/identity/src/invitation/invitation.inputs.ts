import { ProductLine } from '@landfall/kit/product-line/product-line';
import { Field, ID, InputType } from 'type-graphql';

const OPTIONAL = { nullable: true } as const;

/** Somebody to be invited to the partner. What is wrong with it is told by row: `people.6.email`. */
@InputType({ description: '要邀請的員工。' })
export class StaffInvitationInput {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;

  @Field(() => [String], { description: 'Codes of staff roles; several are fine.' })
  roles!: string[];

  @Field(() => String, OPTIONAL)
  title?: string | null;

  @Field(() => String, OPTIONAL)
  department?: string | null;

  @Field(() => String, OPTIONAL)
  phone?: string | null;

  @Field(() => [String], { nullable: true, description: 'Division codes served, as prefixes: `3101`.' })
  divisions?: string[] | null;

  @Field(() => [ProductLine], { nullable: true, description: '認證產品。' })
  productLines?: ProductLine[] | null;
}

/** Somebody to be invited to a customer. */
@InputType({ description: '要邀請的客戶方人員。' })
export class CustomerPersonInput {
  @Field(() => ID, { nullable: true, description: 'Which customer; in the portal its own.' })
  customerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The contact the person is, where there is one on record.' })
  contactId?: string | null;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;

  @Field(() => [String], { description: 'Codes of customer roles.' })
  roles!: string[];

  @Field(() => String, OPTIONAL)
  title?: string | null;

  @Field(() => String, OPTIONAL)
  phone?: string | null;
}
