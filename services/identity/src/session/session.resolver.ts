import { notFound } from '@landfall/kit/problem/problem';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { atOwnAccount, refuseVouchedFor } from '../account/own-account.ts';
import { fromWhere, noteAccount } from '../personal-data/note-account.ts';
import { DeviceKind, deviceOf } from './device-name.ts';
import { endSessions } from './end-sessions.ts';
import { NOT_OVER } from './session-at-door.ts';

const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;

/** How somebody came in. */
enum SignInWay {
  PASSWORD = 'PASSWORD',
  SSO = 'SSO',
}
registerEnumType(SignInWay, { name: 'SignInWay' });
registerEnumType(DeviceKind, { name: 'DeviceKind' });

/** A browser the person is signed in with. */
@ObjectType('OwnSession', { simpleResolvers: true, description: '本人登入中的一個裝置。' })
export class OwnSessionType {
  @Field(() => ID)
  id!: string;
  @Field(() => Boolean, { description: 'The one that asks.' })
  isCurrent!: boolean;
  @Field(() => DateTimeScalar)
  signedInAt!: string;
  @Field(() => DateTimeScalar, { description: 'The last request, to the minute.' })
  lastSeenAt!: string;
  @Field(() => String, { nullable: true, description: 'The network address it was opened from.' })
  address!: string | null;
  @Field(() => String, { nullable: true, description: '`Chrome`, where it can be told.' })
  browser!: string | null;
  @Field(() => String, { nullable: true, description: '`Windows`, where it can be told.' })
  system!: string | null;
  @Field(() => DeviceKind)
  kind!: DeviceKind;
  @Field(() => SignInWay)
  way!: SignInWay;
  @Field(() => String, { nullable: true })
  organisation!: string | null;
}

interface Row {
  id: string;
  signed_in_at: string;
  last_seen_at: string;
  address: string | null;
  user_agent: string | null;
  way: SignInWay;
  organisation: string | null;
}

const wire = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** Who came in through an organisation's own provider sees and ends what came in through it, and nothing elsewhere. */
const IN_SIGHT = `(? or (s.way = 'SSO' and s.sso_tenant_id = ?))`;
const inSight = ({ way, tenant }: Context['viewer']): readonly unknown[] => [way !== 'SSO', tenant];
const SESSIONS = `select s.id, ${wire('s.created_at')} as signed_in_at, ${wire('s.last_seen_at')} as last_seen_at, s.address, s.user_agent, s.way,
    coalesce(s.viewer ->> 'customerName', s.viewer ->> 'partnerName') as organisation
  from identity.session s where s.account_id = ? and s.stage = 'OPEN' and ${NOT_OVER} and ${IN_SIGHT} order by s.last_seen_at desc, s.id desc limit 100`;

/** Where one is signed in. Auth: the person themselves, on every surface; no API token. */
@Resolver()
export class SessionResolver {
  @Query(() => [OwnSessionType], { description: '本人登入中的裝置,最近使用的在前。' })
  @OpenTo(EVERYONE)
  mySessions(@Ctx() context: Context): Promise<OwnSessionType[]> {
    return atOwnAccount(context, (door) => sessionsAt(door, context));
  }

  @Mutation(() => [OwnSessionType], { description: '登出一個裝置。' })
  @OpenTo(EVERYONE)
  endSession(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<OwnSessionType[]> {
    return atOwnAccount(context, async (door) => {
      const [own] = await door.execute(
        `select 1 from identity.session s where s.account_id = ? and s.id = ? and ${IN_SIGHT}`,
        [context.viewer.accountId, id, ...inSight(context.viewer)],
      );
      if (!own) throw notFound();
      await endSessions(door, context.viewer.accountId, { only: id, reason: 'endedElsewhere' });
      await noteAccount(door, { ...fromWhere(context.viewer), action: 'endSession' });
      return sessionsAt(door, context);
    });
  }

  @Mutation(() => [OwnSessionType], { description: '登出此裝置以外的所有裝置。' })
  @OpenTo(EVERYONE)
  endOtherSessions(@Ctx() context: Context): Promise<OwnSessionType[]> {
    refuseVouchedFor(context);
    return atOwnAccount(context, async (door) => {
      const { accountId, sessionId } = context.viewer;
      await endSessions(door, accountId, { except: sessionId, reason: 'endedElsewhere' });
      await noteAccount(door, { ...fromWhere(context.viewer), action: 'endOtherSessions' });
      return sessionsAt(door, context);
    });
  }
}

async function sessionsAt(door: DoorWork, { viewer }: Context): Promise<OwnSessionType[]> {
  const rows = await door.execute<Row>(SESSIONS, [viewer.accountId, ...inSight(viewer)]);
  return rows.map(({ signed_in_at, last_seen_at, user_agent, ...row }) => ({
    ...row,
    ...deviceOf(user_agent),
    isCurrent: row.id === viewer.sessionId,
    signedInAt: signed_in_at,
    lastSeenAt: last_seen_at,
  }));
}
