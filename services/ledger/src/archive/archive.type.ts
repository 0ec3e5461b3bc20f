import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** How far an archive is. */
export enum ArchiveStateName {
  WAITING = 'WAITING',
  RUNNING = 'RUNNING',
  READY = 'READY',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(ArchiveStateName, { name: 'ArchiveState' });

/** Everything a partner has here, as one file. */
@ObjectType('Archive', { simpleResolvers: true, description: '夥伴全部資料的封存檔(ZIP)。' })
export class ArchiveType {
  @Field(() => ID)
  id!: string;
  @Field(() => ArchiveStateName)
  state!: ArchiveStateName;
  @Field(() => String, { nullable: true })
  askedBy!: string | null;
  @Field(() => DateTimeScalar)
  askedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the file is thrown away.' })
  expiresAt!: string | null;
  @Field(() => Int)
  rowsDone!: number;
  @Field(() => Int, { description: 'As counted at the start.' })
  rowsTotal!: number;
  @Field(() => Boolean, { description: 'Everything is read; the file is being put together.' })
  isPacking!: boolean;
  @Field(() => Float, { description: 'Length of the file. Bytes.' })
  bytes!: number;
  @Field(() => String, { nullable: true, description: 'SHA-256 of the file, hexadecimal.' })
  sha256!: string | null;
  @Field(() => Int, { nullable: true })
  files!: number | null;
}

/** A partner's archives, and whether it is leaving. */
@ObjectType('ArchiveStanding', { simpleResolvers: true })
export class ArchiveStanding {
  @Field(() => Boolean, { description: 'The partner is leaving the network: it should take its data along.' })
  isLeaving!: boolean;
  @Field(() => [ArchiveType], { description: 'The newest first.' })
  archives!: ArchiveType[];
}
