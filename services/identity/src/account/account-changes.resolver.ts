import type { Context } from '@landfall/kit/service/context';
import { ByViewer, OpenTo } from '@landfall/kit/service/root-field';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { ID, Resolver, Root, Subscription } from 'type-graphql';

/** Tells a person's pages that something of their account changed at another of them. Auth: everybody, of their own. */
@Resolver()
export class AccountChangesResolver {
  @Subscription(() => ID, {
    description: 'My own account’s id after its settings, ways in, sessions or API tokens changed.',
    subscribe: ({ context }: { context: Context }) => changesOf(context),
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone', hq: 'everyone' })
  @ByViewer()
  accountChanged(@Root() id: string): string {
    return id;
  }
}

/** The account is part of the topic: nobody else's ever wakes it. */
async function* changesOf({ host, viewer, signal }: Context): AsyncGenerator<string, void, void> {
  for await (const { nounId } of host.bus.changes(HEADQUARTERS, 'account', signal, viewer.accountId)) yield nounId;
}
