import type { Context } from '@landfall/kit/service/context';
import { ByViewer, OpenTo } from '@landfall/kit/service/root-field';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { ID, Resolver, Root, Subscription } from 'type-graphql';
import { PEOPLE_KEEPER } from '../membership/member.roles.ts';

/** Tells lists of correction requests that one was asked or settled. Auth: who settles them; everybody else of their own. */
@Resolver()
export class DataRequestChangesResolver {
  @Subscription(() => ID, {
    description: 'Id of a correction request that was asked for or settled.',
    subscribe: ({ context }: { context: Context }) => changesOf(context),
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  @ByViewer()
  dataRequestChanged(@Root() id: string): string {
    return id;
  }
}

/** Woken by events, told only of what can be read as the viewer. */
async function* changesOf({ host, viewer, source, signal }: Context): AsyncGenerator<string, void, void> {
  const settles = viewer.surface === 'desk' && hasRole(viewer, PEOPLE_KEEPER);
  for await (const { nounId, ids } of host.bus.changes(viewer.tenant, 'dataRequest', signal)) {
    if (!settles && ids.membership !== viewer.membershipId) continue;
    const seen = await source.reader.query(source.scope, {
      text: 'select 1 from identity.data_request where id = $1',
      values: [nounId],
    });
    if (seen.length > 0) yield nounId;
  }
}
