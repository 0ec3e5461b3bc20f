import { ProductLine } from '@landfall/kit/product-line/product-line';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** The figures, as GraphQL names them. */
export enum FigureCodeName {
  CONTACTED_IN_TIME = 'CONTACTED_IN_TIME',
  ON_SITE_IN_TIME = 'ON_SITE_IN_TIME',
  ON_SITE_REMOTE_IN_TIME = 'ON_SITE_REMOTE_IN_TIME',
  SATISFACTION_MEAN = 'SATISFACTION_MEAN',
  SATISFIED_SHARE = 'SATISFIED_SHARE',
}
registerEnumType(FigureCodeName, { name: 'FigureCode', description: '總部讀的品質指標。' });

/** What a figure's value is. */
export enum FigureUnit {
  SHARE = 'SHARE',
  SCORE = 'SCORE',
}
registerEnumType(FigureUnit, { name: 'FigureUnit', description: 'SHARE is 0 to 1, SCORE is 1 to 5.' });

/** A number with what it is made of; all null where there is not enough data. */
@ObjectType({ simpleResolvers: true })
abstract class FigureValue {
  @Field(() => Float, { nullable: true })
  value!: number | null;
  @Field(() => Float, { nullable: true })
  numerator!: number | null;
  @Field(() => Int, { nullable: true })
  denominator!: number | null;
  @Field(() => Boolean, { description: 'At least five distinct customers stand behind each cell that is counted.' })
  enough!: boolean;
}

/** A figure in one month. */
@ObjectType({ simpleResolvers: true })
export class FigurePoint extends FigureValue {
  @Field(() => String, { description: 'YYYY-MM' })
  month!: string;
}

/** A figure of one partner, or of one product line. */
@ObjectType({ simpleResolvers: true })
export class FigureGroup extends FigureValue {
  @Field(() => String, { description: 'Id of the partner, or the product line; NONE for visits without a product.' })
  key!: string;
  @Field(() => String)
  name!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'By value among those with enough data; equal values share a rank.',
  })
  rank!: number | null;
}

/** A published cell: the smallest thing there is. */
@ObjectType({ simpleResolvers: true })
export class FigureCell extends FigureValue {
  @Field(() => ID)
  partnerId!: string;
  @Field(() => String)
  partnerName!: string;
  @Field(() => ProductLine, { nullable: true, description: 'Null for visits without a product.' })
  productLine!: ProductLine | null;
  @Field(() => String, { description: 'YYYY-MM' })
  month!: string;
}

/** What a figure means, in codes; the web has the words. */
@ObjectType('FigureDefinition', { simpleResolvers: true })
export class FigureDefinitionType {
  @Field(() => String)
  numerator!: string;
  @Field(() => String)
  denominator!: string;
  @Field(() => [String])
  exclusions!: readonly string[];
  @Field(() => Int, { description: 'Distinct customers a cell needs.' })
  minimum!: number;
  @Field(() => Int, { description: 'New customers a cell needs to be published again; 0 where each change is.' })
  step!: number;
}

/** A quality figure over the range asked. */
@ObjectType({ simpleResolvers: true, description: '品質指標。' })
export class Figure extends FigureValue {
  @Field(() => FigureCodeName)
  code!: FigureCodeName;
  @Field(() => FigureUnit)
  unit!: FigureUnit;
  @Field(() => Float, { nullable: true })
  target!: number | null;
  @Field(() => [FigurePoint], { description: 'Every month of the range, oldest first.' })
  trend!: FigurePoint[];
  @Field(() => [FigureGroup], { description: 'Every partner, whichever is asked for, best first.' })
  byPartner!: FigureGroup[];
  @Field(() => [FigureGroup])
  byProductLine!: FigureGroup[];
  @Field(() => [FigureCell], { description: 'Newest months first; at most 2,000.' })
  cells!: FigureCell[];
  @Field(() => FigureDefinitionType)
  definition!: FigureDefinitionType;
}

/** A partner as headquarters knows it. */
@ObjectType({ simpleResolvers: true })
export class NetworkPartner {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  province!: string;
}

/** That a published figure of a partner and a month is another now. */
@ObjectType({ simpleResolvers: true })
export class FigureChange {
  @Field(() => FigureCodeName)
  code!: FigureCodeName;
  @Field(() => ID)
  partnerId!: string;
  @Field(() => String)
  month!: string;
}
