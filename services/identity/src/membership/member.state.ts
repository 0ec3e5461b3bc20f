import { type Sql, sql, text } from '@landfall/kit/rows/sql';
import { registerEnumType } from 'type-graphql';
import { IS_ABSENT } from './member.shape.ts';

/** Which of the partner's people a list shows. */
export enum MemberState {
  /** Everybody who belongs to the partner now, absent or not. */
  ACTIVE = 'ACTIVE',
  ABSENT = 'ABSENT',
  LEFT = 'LEFT',
}
registerEnumType(MemberState, { name: 'MemberState', description: '員工狀態。' });

/** The condition of a state. */
export function inState(state: MemberState): Sql {
  if (state === MemberState.LEFT) return sql`m.ended_at is not null`;
  if (state === MemberState.ABSENT) return sql`m.ended_at is null and ${text(IS_ABSENT)}`;
  return sql`m.ended_at is null`;
}
