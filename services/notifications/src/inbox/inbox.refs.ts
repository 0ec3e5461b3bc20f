import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A member, of whom this service knows the id and the name from the card. */
@ObjectType('Member', { simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class MemberRef {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  @Directive('@external')
  name!: string;
}

/** A customer, of which this service knows the id and the name from the card. */
@ObjectType('Customer', { simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class CustomerRef {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  @Directive('@external')
  name!: string;
}
