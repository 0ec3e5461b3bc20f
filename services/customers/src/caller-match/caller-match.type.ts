import { Field, ObjectType } from 'type-graphql';
import { Contact } from '../contact/contact.entity.ts';
import { Customer } from '../customer/customer.entity.ts';

/** A customer the number belongs to, and whose number it is where that is known. */
@ObjectType('CallerMatch', { simpleResolvers: true })
export class CallerMatch {
  @Field(() => Customer)
  customer!: Customer;
  @Field(() => Contact, { nullable: true })
  contact!: Contact | null;
}

/** A caller's number as it was understood, with everyone it may be. */
@ObjectType('CallerMatches', { simpleResolvers: true, description: '來電號碼的匹配結果。' })
export class CallerMatches {
  @Field(() => String, { description: 'E.164, without an extension.' })
  number!: string;
  @Field(() => String, { description: 'For reading, with the extension.' })
  display!: string;
  @Field(() => [CallerMatch])
  matches!: CallerMatch[];
}
