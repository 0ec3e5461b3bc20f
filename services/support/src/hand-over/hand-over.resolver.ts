import { act } from '@landfall/kit/idempotency/act';
import { Problem } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { ArrayMaxSize } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import { KeyArg } from '../argument/argument.ts';
import { PEOPLE_KEEPERS } from '../role/roles.ts';
import { handOverWork } from './hand-over-work.ts';
import { OpenWork, WorkKind } from './open-work.type.ts';
import { readOpenWork } from './read-open-work.ts';

/** To whom work of one kind goes. */
@InputType({ description: '某類工作由誰接手。' })
export class HandOverInput {
  @Field(() => WorkKind)
  kind!: WorkKind;
  @Field(() => ID)
  toId!: string;
}

/** Everything that goes from one colleague to others. */
@InputType()
export class HandOverWorkInput {
  @Field(() => ID)
  fromId!: string;
  @Field(() => [HandOverInput])
  @ArrayMaxSize(10, { message: 'invalidInput' })
  to!: HandOverInput[];
  @Field(() => String, { nullable: true })
  reason?: string | null;
}

/** Somebody's open work, and its way to others. Auth: the partner's administrator and department managers. */
@Resolver()
export class HandOverResolver {
  @Query(() => OpenWork, { description: '某位員工尚未完成的工作,以及可接手的同事。' })
  @OpenTo({ desk: PEOPLE_KEEPERS })
  openWork(@Ctx() context: Context, @Arg('memberId', () => ID) memberId: string): Promise<OpenWork> {
    return readOpenWork(context.source, memberId);
  }

  @Mutation(() => OpenWork, { description: '移交工作;每次最多 60 項,回傳剩餘的工作。' })
  @OpenTo({ desk: PEOPLE_KEEPERS })
  async handOverWork(
    @Ctx() context: Context,
    @Arg('input', () => HandOverWorkInput) input: HandOverWorkInput,
    @KeyArg() key?: string | null,
  ): Promise<OpenWork> {
    if (input.to.length === 0) throw new Problem('INVALID', 'required', ['to']);
    const id = await act(context, { field: 'handOverWork', key, args: input }, (unit) =>
      handOverWork(unit, { fromId: input.fromId, to: input.to, reason: input.reason ?? null }),
    );
    return readOpenWork(context.source, id);
  }
}
