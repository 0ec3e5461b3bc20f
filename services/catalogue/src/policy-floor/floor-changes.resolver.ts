import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { ID, Resolver, Root, Subscription } from 'type-graphql';

/** Tells pages that show the floor to read it again. Auth: as `policyFloors`. */
@Resolver()
export class FloorChangesResolver {
  @Subscription(() => ID, {
    description: 'Id of a version of the floor that was added or withdrawn.',
    subscribe: ({ context }: { context: Context }) => changesOf(context),
  })
  @OpenTo({ hq: 'everyone', desk: ['partner_admin'] })
  policyFloorChanged(@Root() id: string): string {
    return id;
  }
}

/** Headquarters' own event; which partners it binds is no part of it. */
async function* changesOf({ host, signal }: Context): AsyncGenerator<string, void, void> {
  for await (const { nounId } of host.bus.changes(HEADQUARTERS, 'floor', signal)) yield nounId;
}
