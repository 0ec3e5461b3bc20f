import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ByViewer, DeskOnly } from '@landfall/kit/service/root-field';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** What became of a request for support access. */
export enum SupportAccessState {
  ASKED = 'ASKED',
  GRANTED = 'GRANTED',
  REFUSED = 'REFUSED',
  ENDED = 'ENDED',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
}
registerEnumType(SupportAccessState, {
  name: 'SupportAccessState',
  description: '支援進入的狀態:已申請、已同意、已拒絕、已結束、已撤回、已逾期。',
});

/** Headquarters' person inside a partner: asked for, answered, over. Both sides see the same. */
@ObjectType('SupportAccess', { simpleResolvers: true, description: '總部人員進入夥伴工作區的申請與授權。' })
export class SupportAccess {
  @Field(() => ID)
  id!: string;
  @Field(() => SupportAccessState)
  state!: SupportAccessState;
  @Field(() => ID, { description: 'The partner it is about.' })
  partnerId!: string;
  @Field(() => String)
  partnerName!: string;
  @Field(() => String, { description: '申請原因。' })
  reason!: string;
  @Field(() => String, { description: 'Headquarters’ person.' })
  askedBy!: string;
  @Field(() => DateTimeScalar)
  askedAt!: string;
  @Field(() => DateTimeScalar, { description: 'When it ends at the latest.' })
  endsAt!: string;
  @Field(() => Boolean, { description: 'Whether the person may change things; else only read.' })
  mayWrite!: boolean;
  @Field(() => [String], { description: 'The roles granted for working along.' })
  roles!: string[];
  @Field(() => String, { nullable: true, description: 'Who answered.' })
  @DeskOnly()
  answeredBy!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  answeredAt!: string | null;
  @Field(() => String, { nullable: true, description: 'What the administrator said with the answer.' })
  note!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  endedAt!: string | null;
  @Field(() => Boolean, { description: 'Asked for by the viewer: who alone may enter.' })
  @ByViewer()
  isMine!: boolean;
}

/** Headquarters is inside: what everybody at the partner is told while it lasts. */
@ObjectType('SupportPresence', { simpleResolvers: true, description: '總部人員正在本夥伴工作區內。' })
export class SupportPresence {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => DateTimeScalar)
  endsAt!: string;
  @Field(() => Boolean)
  mayWrite!: boolean;
  @Field(() => Boolean, { description: 'The viewer is this person.' })
  isMe!: boolean;
}
