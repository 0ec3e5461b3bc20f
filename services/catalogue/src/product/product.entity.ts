import { ProductLine } from '@landfall/kit/product-line/product-line';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Check, Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { PUBLISHED } from '../published-rows.ts';
import { ProductVersion } from './product-version.entity.ts';

/** One of the vendor's products, as headquarters publishes it to every partner. */
@ObjectType('Product', { simpleResolvers: true, description: '產品,由總部發布。' })
@Entity(globalTable({ schema: 'catalogue', table: 'product', rows: PUBLISHED }))
@Check({ name: 'product_line_check', expression: `line in ('KIS', 'K3')` })
export class Product {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Stable short name, e.g. `KIS-PRO`. */
  @Field(() => String)
  @Property({ type: 'text' })
  @Unique()
  code!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => ProductLine)
  @Property({ type: 'text' })
  line!: ProductLine;

  /** Place in the published list, smallest first. */
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => [ProductVersion], { description: '新版本在前。' })
  versions!: ProductVersion[];
}
