import { globalTable } from '@landfall/kit/tenancy/table';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PUBLISHED } from '../published-rows.ts';

/** An official administrative division (GB/T 2260): six digits, of which the first two or four name the one above. */
@ObjectType('Division', { simpleResolvers: true, description: '行政區劃(GB/T 2260)。' })
@Entity(globalTable({ schema: 'catalogue', table: 'division', rows: PUBLISHED }))
@Index({ properties: ['parent', 'code'] })
@Check({ name: 'division_level_check', expression: 'level >= 1 and level <= 3' })
export class Division {
  @Field(() => ID)
  @PrimaryKey({ type: 'text' })
  code!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  /** As an address says it, without the official in-between levels: 上海市 浦东新区. */
  @Field(() => String)
  @Property({ type: 'text' })
  fullName!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'text', nullable: true })
  parent?: string | null;

  @Field(() => Int, { description: '1 province, 2 city, 3 district.' })
  @Property({ type: 'integer' })
  level!: number;
}
