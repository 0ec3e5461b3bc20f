import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What of a customer its card tells, so that nobody else is asked for it: the `@provides` of every field that names one. */
export const CUSTOMER_CARD_FIELDS = 'number name shortName divisionCode divisionName address phone isRemote';

/** A customer, of which this service knows the id, what its card tells, and what hangs on it here. */
@ObjectType('Customer', { simpleResolvers: true })
@Directive('@key(fields: "id")')
export class CustomerRef {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  @Directive('@external')
  number!: string;

  @Field(() => String)
  @Directive('@external')
  name!: string;

  @Field(() => String, { nullable: true })
  @Directive('@external')
  shortName!: string | null;

  @Field(() => String)
  @Directive('@external')
  divisionCode!: string;

  @Field(() => String)
  @Directive('@external')
  divisionName!: string;

  @Field(() => String)
  @Directive('@external')
  address!: string;

  @Field(() => String, { nullable: true })
  @Directive('@external')
  phone!: string | null;

  @Field(() => Boolean)
  @Directive('@external')
  isRemote!: boolean;
}
