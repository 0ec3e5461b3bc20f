import { registerEnumType } from 'type-graphql';

/** The vendor's two product lines; service departments are separate for each (R5). */
export enum ProductLine {
  KIS = 'KIS',
  K3 = 'K3',
}
registerEnumType(ProductLine, { name: 'ProductLine', description: '產品線。' });
