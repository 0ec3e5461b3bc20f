import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { ID, Resolver, Root, Subscription } from 'type-graphql';
import { CUSTOMER_PEOPLE_READERS, HEADQUARTERS_KEEPER } from './member.roles.ts';

const tableOf = ({ viewer }: Context, noun: 'member' | 'invitation'): string =>
  noun === 'invitation'
    ? 'identity.invitation'
    : viewer.surface === 'hq'
      ? 'identity.headquarters_membership'
      : 'identity.membership';

/** Ids of what changed, as far as this viewer may see it: read again as the viewer, and a customer's people hear of their own company's only. */
async function* idsOf(context: Context, noun: 'member' | 'invitation'): AsyncGenerator<string, void, void> {
  const { host, viewer, source, signal } = context;
  for await (const { nounId, customerId } of host.bus.changes(viewer.tenant, noun, signal)) {
    if (viewer.surface === 'portal' && !viewer.customers.includes(customerId ?? '')) continue;
    const seen = await source.reader.query(source.scope, {
      text: `select 1 from ${tableOf(context, noun)} where id = $1`,
      values: [nounId],
    });
    if (seen.length > 0) yield nounId;
  }
}

/** Tells lists of people that something changed; what, they read again as themselves. Auth: who may see the lists. */
@Resolver()
export class PeopleChangesResolver {
  @Subscription(() => ID, {
    description: 'Id of a member who joined, changed or left.',
    subscribe: ({ context }: { context: Context }) => idsOf(context, 'member'),
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone', hq: [HEADQUARTERS_KEEPER] })
  memberChanged(@Root() id: string): string {
    return id;
  }

  @Subscription(() => ID, {
    description: 'Id of an invitation that was sent, sent again, withdrawn, or asked for anew.',
    subscribe: ({ context }: { context: Context }) => idsOf(context, 'invitation'),
  })
  @OpenTo({ desk: CUSTOMER_PEOPLE_READERS, portal: 'everyone', hq: [HEADQUARTERS_KEEPER] })
  invitationChanged(@Root() id: string): string {
    return id;
  }
}
