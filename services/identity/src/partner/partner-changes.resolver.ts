import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { ID, Resolver, Root, Subscription } from 'type-graphql';

/** Tells pages that their own partner's settings changed; what, they read again as themselves. Auth: as `partner`. */
@Resolver()
export class PartnerChangesResolver {
  @Subscription(() => ID, {
    description: 'The own partner’s id after its organisation, hours, closing days, policy or sign-on changed.',
    subscribe: ({ context }: { context: Context }) => changesOf(context),
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  partnerChanged(@Root() id: string): string {
    return id;
  }
}

/** A partner's id is its tenant's: whatever an event says, nobody is told of another. */
async function* changesOf({ host, viewer, signal }: Context): AsyncGenerator<string, void, void> {
  for await (const _ of host.bus.changes(viewer.tenant, 'partner', signal, viewer.tenant)) yield viewer.tenant;
}
