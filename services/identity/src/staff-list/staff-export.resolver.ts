import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { uuidv7 } from 'uuidv7';
import { PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { staffFile } from './staff-export.ts';

/** The list of staff as a file. */
@ObjectType({ simpleResolvers: true })
export class StaffFile {
  @Field(() => String)
  fileName!: string;
  @Field(() => String, { description: 'CSV, UTF-8 with its mark; no cell is a formula.' })
  text!: string;
  @Field(() => Int)
  count!: number;
}

/** The list of staff as a file; that it was taken out stands in the trail. Auth: the partner's administrator, who has just proven to be it. */
@Resolver()
export class StaffExportResolver {
  @Mutation(() => StaffFile, { description: '匯出員工名單(CSV);會留下稽核紀錄。' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  async exportStaff(
    @Ctx() context: Context,
    @Arg('includeLeft', () => Boolean, { nullable: true }) includeLeft?: boolean | null,
    @Arg('idempotencyKey', () => ID, { nullable: true }) key?: string | null,
  ): Promise<StaffFile> {
    requireProof(context.viewer);
    const file = await staffFile(context, includeLeft ?? false);
    await act(context, { field: 'exportStaff', key, args: { includeLeft } }, async (unit) => {
      unit.note({ action: 'export', noun: 'member', id: null, after: { count: file.count } });
      return uuidv7();
    });
    const today = Temporal.Now.plainDateISO(context.viewer.timeZone);
    return { fileName: `staff-${today}.csv`, ...file };
  }
}
