import { ProductLine } from '@landfall/kit/product-line/product-line';
import { Field, InputType } from 'type-graphql';

const OPTIONAL = { nullable: true } as const;

/** A change of somebody's details: what is left out stays, what is null is cleared. */
@InputType({ description: '修改員工資料;未填的欄位保持不變。' })
export class MemberChangeInput {
  @Field(() => String, OPTIONAL)
  name?: string | null;

  @Field(() => [String], { nullable: true, description: 'A change of roles ends the person’s sessions.' })
  roles?: string[] | null;

  @Field(() => String, OPTIONAL)
  title?: string | null;

  @Field(() => String, OPTIONAL)
  phone?: string | null;

  @Field(() => String, OPTIONAL)
  department?: string | null;

  @Field(() => [String], { nullable: true, description: 'Division codes served, as prefixes.' })
  divisions?: string[] | null;

  @Field(() => [ProductLine], OPTIONAL)
  productLines?: ProductLine[] | null;
}
