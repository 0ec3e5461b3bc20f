import { soonFrom } from '@landfall/kit/promise/promise-standing';
import type { Consumer } from '@landfall/kit/service/service';

/** Keeps one reminder a running promise, at the beginning of its last quarter; none for one that doesn't run. */
export const remindersConsumer: Consumer = {
  name: 'notifications.reminders',
  events: ['promiseMade', 'promiseResumed', 'promisePaused', 'promiseKept', 'promiseEnded', 'promiseBroken'],
  async handle(unit, { nounId }) {
    const [promise] = await unit.execute<{ since: string; due_at: string }>(
      `select since::text as since, due_at::text as due_at from ledger.promise_card where id = ? and state = 'RUNNING' and broken_at is null and due_at > now()`,
      [nounId],
    );
    if (!promise) {
      await unit.execute('delete from notifications.reminder where id = ?', [nounId]);
      return;
    }
    const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text.replace(' ', 'T'));
    const at = soonFrom({ since: instant(promise.since), dueAt: instant(promise.due_at) });
    await unit.execute(
      `insert into notifications.reminder (tenant_id, id, at) values (?, ?, ?)
       on conflict (tenant_id, id) do update set at = excluded.at`,
      [unit.tenant, nounId, at.toString()],
    );
  },
};
