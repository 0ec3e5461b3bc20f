import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Archive } from './archive.entity.ts';
import { ArchiveStanding, ArchiveType } from './archive.type.ts';

/** Who takes a partner's data along. */
export const ARCHIVE_KEEPER = 'partner_admin';

const READ = `select a.id, a.state, (select c.name from identity.member_card c where c.id = a.asked_by_id) as "askedBy", a.asked_at as "askedAt",
  a.finished_at as "finishedAt", a.expires_at as "expiresAt", a.rows_done as "rowsDone", a.rows_total as "rowsTotal",
  coalesce(a.place ->> 'name' = '', false) as "isPacking", a.bytes, a.sha256, a.files from ledger.archive a`;

async function readOneArchive({ source }: Context, id: string): Promise<ArchiveType | undefined> {
  const [row] = await source.reader.query<ArchiveType>(source.scope, { text: `${READ} where a.id = $1`, values: [id] });
  return row;
}

/** A partner's archive of everything. Auth: its administrators; making and taking one needs a proof of the last ten minutes. */
@Resolver()
export class ArchiveResolver {
  @Query(() => ArchiveStanding, { description: '本夥伴的封存檔。' })
  @OpenTo({ desk: [ARCHIVE_KEEPER] })
  async archiveStanding(@Ctx() { source }: Context): Promise<ArchiveStanding> {
    const [archives, leaving] = await Promise.all([
      source.reader.query<ArchiveType>(source.scope, { text: `${READ} order by a.asked_at desc, a.id desc limit 20` }),
      source.reader.query(source.scope, {
        text: `select 1 from network.partner_state_card p where p.state = 'LEAVING'`,
      }),
    ]);
    return { isLeaving: leaving.length > 0, archives };
  }

  @Mutation(() => ArchiveType, { description: '製作包含全部資料的封存檔;在背景進行。' })
  @OpenTo({ desk: [ARCHIVE_KEEPER] })
  async makeArchive(
    @Ctx() context: Context,
    @Arg('idempotencyKey', () => ID, { nullable: true }) key?: string | null,
  ): Promise<ArchiveType> {
    requireProof(context.viewer);
    const id = await act(context, { field: 'makeArchive', key, args: {} }, async (unit) => {
      await unit.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`archive ${unit.tenant}`]);
      const running = await unit.execute(`select 1 from ledger.archive where state in ('WAITING', 'RUNNING') limit 1`);
      if (running.length > 0) throw new Problem('CONFLICT', 'archive.running');
      const archive = unit.create(Archive, { askedById: unit.viewer.membershipId });
      unit.announce({ event: 'archiveAsked', noun: 'archive', id: archive.id });
      return archive.id;
    });
    const made = await readOneArchive(context, id);
    if (!made) throw notFound();
    return made;
  }

  @Subscription(() => ArchiveType, {
    nullable: true,
    description: 'An archive as it moves on.',
    subscribe: ({ context }: { context: Context }) => changesOf(context),
  })
  @OpenTo({ desk: [ARCHIVE_KEEPER] })
  archiveChanged(@Root() archive: ArchiveType): ArchiveType {
    return archive;
  }
}

async function* changesOf(context: Context): AsyncGenerator<ArchiveType, void, void> {
  const { host, viewer, signal } = context;
  for await (const { nounId } of host.bus.changes(viewer.tenant, 'archive', signal)) {
    const row = await readOneArchive(context, nounId);
    if (row) yield row;
  }
}
