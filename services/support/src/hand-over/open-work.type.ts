import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MemberRef } from '../member/member.ref.ts';

/** Kinds of work somebody has open; each goes to one colleague. */
export enum WorkKind {
  /** Tickets they took that aren't solved. */
  TICKETS = 'TICKETS',
  /** Visits given to them that have not begun, with what those promise. */
  VISITS = 'VISITS',
  /** Visits of others they supervise. */
  SUPERVISION = 'SUPERVISION',
  /** Other promises they own. */
  PROMISES = 'PROMISES',
  /** Calls they answered and owe a solution or a ticket. */
  CALLS = 'CALLS',
}
registerEnumType(WorkKind, { name: 'WorkKind', description: '未完成工作的類別。' });

/** One piece of work. */
@ObjectType({ simpleResolvers: true })
export class WorkItem {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  number!: string;
  @Field(() => String, { nullable: true })
  customerName!: string | null;
}

/** The open work of one kind, the oldest first. */
@ObjectType({ simpleResolvers: true })
export class WorkGroup {
  @Field(() => WorkKind)
  kind!: WorkKind;
  @Field(() => Int)
  count!: number;
  @Field(() => [WorkItem], { description: 'The first twenty.' })
  items!: readonly WorkItem[];
  @Field(() => [MemberRef], { description: 'Who may take it over.' })
  @Directive('@provides(fields: "name")')
  candidates!: readonly MemberRef[];
}

/** What somebody has open: what would have to go to others if they left. */
@ObjectType('OpenWork', { simpleResolvers: true, description: '某位員工尚未完成的工作。' })
export class OpenWork {
  @Field(() => ID, { description: 'The member.' })
  id!: string;
  @Field(() => Int)
  count!: number;
  @Field(() => [WorkGroup], { description: 'Kinds of which there is any.' })
  groups!: readonly WorkGroup[];
  @Field(() => [WorkItem], { description: '正在路上或現場的上門:visits under way, which nobody else can take over.' })
  underWay!: readonly WorkItem[];
}
