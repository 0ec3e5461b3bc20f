import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Ctx, Field, ID, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';

/** The three surfaces, as GraphQL names them. */
export enum SurfaceName {
  desk = 'desk',
  portal = 'portal',
  hq = 'hq',
}
registerEnumType(SurfaceName, { name: 'Surface' });

/** Who is signed in, and where. */
@ObjectType('Viewer', { simpleResolvers: true, description: '目前登入的人。' })
export class ViewerType {
  @Field(() => ID, { description: 'The membership this session is bound to.' })
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  email!: string;
  @Field(() => SurfaceName)
  surface!: SurfaceName;
  @Field(() => [String])
  roles!: readonly string[];
  @Field(() => String, { nullable: true })
  partnerName!: string | null;
  @Field(() => String, { nullable: true })
  customerName!: string | null;
  @Field(() => String)
  timeZone!: string;
  @Field(() => Int)
  membershipCount!: number;
}

/** Tells a session who it is. Auth: everyone who is signed in. */
@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType)
  @OpenTo({ desk: 'everyone', portal: 'everyone', hq: 'everyone' })
  viewer(@Ctx() { viewer }: Context): ViewerType {
    const { membershipId, name, email, roles, partnerName, customerName, timeZone, membershipCount } = viewer;
    return {
      id: membershipId,
      name,
      email,
      surface: viewer.surface as SurfaceName,
      roles,
      partnerName,
      customerName,
      timeZone,
      membershipCount,
    };
  }
}
