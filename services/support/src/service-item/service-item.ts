import { IsEnum, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

/** What is done for a customer (R6). */
export enum ServiceItemCode {
  ROUTINE = 'ROUTINE',
  CUSTOM_REPORT = 'CUSTOM_REPORT',
  FILING_MATERIAL = 'FILING_MATERIAL',
  UPGRADE = 'UPGRADE',
  CONTRACT = 'CONTRACT',
}
registerEnumType(ServiceItemCode, { name: 'ServiceItemCode', description: '服務項目 (R6)。' });

const CHARGEABLE: ReadonlySet<ServiceItemCode> = new Set([
  ServiceItemCode.CUSTOM_REPORT,
  ServiceItemCode.FILING_MATERIAL,
]);

/** One service item of an order or a record; stored in this form. */
@ObjectType({ simpleResolvers: true, description: '服務項目。' })
export class ServiceItem {
  @Field(() => ServiceItemCode)
  code!: ServiceItemCode;
  @Field(() => Boolean)
  isChargeable!: boolean;
  @Field(() => Int, { nullable: true, description: 'Fen.' })
  price!: number | null;
}

/** One service item as a form gives it. */
@InputType()
export class ServiceItemInput {
  @Field(() => ServiceItemCode)
  @IsEnum(ServiceItemCode, { message: 'invalidInput' })
  code!: ServiceItemCode;

  @Field(() => Int, { nullable: true, description: 'Fen.' })
  @IsOptional()
  @IsInt({ message: 'serviceItem.price' })
  @Min(0, { message: 'serviceItem.price' })
  @Max(100_000_000, { message: 'serviceItem.price' })
  price?: number | null;
}

/** The items as they are stored. */
export function serviceItemsOf(inputs: readonly ServiceItemInput[]): ServiceItem[] {
  return inputs.map(({ code, price }) => ({ code, isChargeable: CHARGEABLE.has(code), price: price ?? null }));
}

/** Whether a chargeable item is without a price (R6). */
export function lacksPrice(items: readonly ServiceItem[]): boolean {
  return items.some((item) => item.isChargeable && item.price === null);
}

/** Whether anything among the items is chargeable by itself (R6). */
export function isChargeable(items: readonly ServiceItem[]): boolean {
  return items.some((item) => item.isChargeable);
}
