import { connectionOf } from '@landfall/kit/connection/connection';
import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import type { Connection } from '@landfall/kit/rows/page';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { uuidv7 } from 'uuidv7';
import { trailPage } from './audit.list.ts';
import { AuditEntryType, AuditFilter } from './audit-entry.type.ts';

const AuditEntryConnection = connectionOf('AuditEntry', () => AuditEntryType);

/** Somebody whose lines can be asked for. */
@ObjectType({ simpleResolvers: true, description: '可按其篩選審計記錄的人。' })
export class AuditPerson {
  @Field(() => ID, { description: 'The membership.' })
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => Boolean)
  isActive!: boolean;
}

const ADMINISTRATORS = { desk: ['partner_admin'], hq: ['hq_admin'] };

/** The audit trail. Auth: the partner’s administrator of its own; headquarters’ administrator of headquarters’ own acts. */
@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnection, { description: '審計記錄,最新的在前。' })
  @OpenTo(ADMINISTRATORS)
  auditEntries(
    @Ctx() context: Context,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter?: AuditFilter | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Connection<AuditEntryType>> {
    return trailPage(context, filter ?? {}, { first, after });
  }

  @Query(() => AuditEntryConnection, { description: '一件事物的更改記錄,最新的在前。' })
  @OpenTo(ADMINISTRATORS)
  auditOf(
    @Ctx() context: Context,
    @Arg('noun', () => String) noun: string,
    @Arg('id', () => ID) id: string,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Connection<AuditEntryType>> {
    return trailPage(context, { noun, nounId: id }, { first, after });
  }

  @Query(() => [AuditPerson], { description: '審計記錄中可選的人,離職的在後。' })
  @OpenTo(ADMINISTRATORS)
  auditPeople(@Ctx() { source, viewer }: Context): Promise<AuditPerson[]> {
    return source.reader.query<AuditPerson>(
      source.scope,
      viewer.surface === 'hq'
        ? {
            name: 'audit-people-headquarters',
            text: `select id, name, is_active as "isActive" from identity.headquarters_card order by is_active desc, name, id limit 2000`,
          }
        : {
            name: 'audit-people',
            text: `select id, name, is_active as "isActive" from identity.member_card order by is_active desc, sort_key, id limit 2000`,
          },
    );
  }

  /** The rows themselves are read page by page with `auditEntries`; this is what makes the export known. */
  @Mutation(() => ID, {
    description: '登記一次審計記錄匯出，需要剛剛驗證過身分。Writes the export’s own line and answers its id.',
  })
  @OpenTo(ADMINISTRATORS)
  exportAudit(
    @Ctx() context: Context,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter?: AuditFilter | null,
    @Arg('idempotencyKey', () => ID, { nullable: true }) key?: string | null,
  ): Promise<string> {
    requireProof(context.viewer);
    return act(context, { field: 'exportAudit', key, args: filter }, async (unit) => {
      const id = uuidv7();
      const asked = Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value ?? false));
      unit.note({ action: 'exportAudit', noun: 'export', id, after: { filter: JSON.stringify(asked) } });
      return id;
    });
  }
}
