import type { Context } from '@landfall/kit/service/context';
import { ByViewer, OpenTo } from '@landfall/kit/service/root-field';
import { Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import { NOUN } from './support-access.commands.ts';
import { SupportPresence } from './support-access.type.ts';

const READ = `select a.id, a.asked_by_name as name, a.reason, a.ends_at as "endsAt", a.may_write as "mayWrite", a.asked_by_id = $1::uuid as "isMe"
  from network.support_access_card a where a.state = 'GRANTED' order by a.ends_at, a.id limit 20`;

function read({ source, viewer }: Context): Promise<SupportPresence[]> {
  return source.reader.query<SupportPresence>(source.scope, {
    text: READ,
    values: [viewer.membershipId],
    isSmall: true,
  });
}

/** That headquarters may be inside just now: everybody at the partner is told, and the person who is. Auth: everyone at the desk. */
@Resolver()
export class SupportPresenceResolver {
  @Query(() => [SupportPresence], { description: '目前獲准進入本夥伴工作區的總部人員。' })
  @OpenTo({ desk: 'everyone' })
  supportPresence(@Ctx() context: Context): Promise<SupportPresence[]> {
    return read(context);
  }

  @Subscription(() => [SupportPresence], {
    description: 'The same again after each change.',
    subscribe: ({ context }: { context: Context }) => changesOf(context),
  })
  @OpenTo({ desk: 'everyone' })
  @ByViewer()
  supportPresenceChanged(@Root() { present }: { present: SupportPresence[] }): SupportPresence[] {
    return present;
  }
}

async function* changesOf(context: Context): AsyncGenerator<{ present: SupportPresence[] }, void, void> {
  const { host, viewer, signal } = context;
  for await (const _ of host.bus.changes(viewer.tenant, NOUN, signal)) yield { present: await read(context) };
}
