import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A customer, of which this service knows the id, the name from its card, and what hangs on it here. */
@ObjectType('Customer', { simpleResolvers: true })
@Directive('@key(fields: "id")')
export class CustomerRef {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  @Directive('@external')
  name!: string;
}
