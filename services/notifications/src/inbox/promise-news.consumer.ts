import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { isNews } from './age.ts';
import { InboxKind } from './inbox.kind.ts';
import { staffMember, supervisorsOf } from './people.ts';
import { orderOf } from './story.ts';
import { tell } from './tell.ts';

interface PromiseFacts {
  readonly id: string;
  readonly kind: string;
  readonly noun: string;
  readonly noun_id: string;
  readonly subject: string;
  readonly customer_id: string;
  readonly owner_id: string | null;
  readonly due_at: string;
  readonly is_running: boolean;
  readonly is_broken: boolean;
}

/** A promise whose due time comes near, or has passed, is told to its owner; to the supervisors where it has none. */
export async function tellPromise(unit: UnitOfWork, id: string, news: 'near' | 'broken'): Promise<void> {
  const [promise] = await unit.execute<PromiseFacts>(
    `select id, kind, noun, noun_id, subject, customer_id, owner_id, state = 'RUNNING' as is_running, broken_at is not null or due_at < now() as is_broken,
       to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as due_at from ledger.promise_card where id = ?`,
    [id],
  );
  // Kept, awaiting the customer, or cancelled in the meantime: nothing to tell.
  if (!promise?.is_running || promise.is_broken !== (news === 'broken')) return;
  const owner = await staffMember(unit, promise.owner_id);
  const order =
    promise.noun === 'dispatchOrder' && owner.length === 0 ? await orderOf(unit, promise.noun_id) : undefined;
  const people = owner.length > 0 ? owner : await supervisorsOf(unit, order?.division_code ?? null);
  await tell(unit, people, {
    kind: news === 'near' ? InboxKind.PROMISE_NEAR : InboxKind.PROMISE_BROKEN,
    noun: promise.noun,
    nounId: promise.noun_id,
    number: promise.subject,
    aboutCustomerId: promise.customer_id,
    detail: { promise: promise.kind, dueAt: promise.due_at },
  });
}

/** A broken promise is told. */
export const promiseNewsConsumer: Consumer = {
  name: 'notifications.promise-news',
  events: ['promiseBroken'],
  async handle(unit, event) {
    if (isNews(event, unit.now)) await tellPromise(unit, event.nounId, 'broken');
  },
};
