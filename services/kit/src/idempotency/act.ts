import { createHash } from 'node:crypto';
import { invalid, Problem } from '../problem/problem.ts';
import type { Context } from '../service/context.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';

/** Keys are made by clients, one an intent: an id is enough. */
const LONGEST_KEY = 200;

/** A mutation's own arguments and the key of the intent behind them. */
export interface Intent {
  readonly field: string;
  readonly key: string | null | undefined;
  readonly args: unknown;
}

/**
 * Runs a mutation as one unit of work, once per intent: the key is stored in the same transaction as the effect, so a
 * double click, a retry after a lost connection or a record sent twice by a phone has one effect (architecture.md 15).
 * @returns id of the thing to read back as the viewer
 * @throws Problem CONFLICT where the key was used for something else, INVALID where it is too long
 */
export async function act(
  context: Context,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<string> {
  const { key, field } = intent;
  const { tenancy } = context.host;
  if (!key) {
    return tenancy.work(context.viewer, (unit) => {
      unit.doing(field);
      return task(unit);
    });
  }
  if (key.length > LONGEST_KEY) throw invalid('tooLong', ['idempotencyKey'], { max: LONGEST_KEY });
  const { tenant, membershipId } = context.viewer;
  const hash = requestHash(intent);
  return tenancy.work<string, { key: string }>(
    context.viewer,
    async (unit, fresh) => {
      unit.doing(field);
      if (fresh.length === 0) return earlierResult(unit, key, hash);
      const id = await task(unit);
      await unit.em.flush();
      await unit.send(KEEP_RESULT, [id, membershipId, key]);
      return id;
    },
    [REMEMBER_KEY, [tenant, membershipId, key, hash]],
  );
}

const REMEMBER_KEY = `insert into kit.idempotency_key (tenant_id, membership_id, key, request_hash) values (?, ?, ?, ?)
  on conflict do nothing returning key`;
const KEEP_RESULT = 'update kit.idempotency_key set result_id = ? where membership_id = ? and key = ?';

async function earlierResult(unit: UnitOfWork, key: string, hash: string): Promise<string> {
  const [earlier] = await unit.execute<{ request_hash: string; result_id: string }>(
    'select request_hash, result_id from kit.idempotency_key where membership_id = ? and key = ?',
    [unit.viewer.membershipId, key],
  );
  if (earlier?.request_hash !== hash) throw new Problem('CONFLICT', 'idempotencyMismatch', ['idempotencyKey']);
  return earlier.result_id;
}

function requestHash(intent: Intent): string {
  const stable = (value: unknown): unknown => {
    if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
    if (Array.isArray(value)) return value.map(stable);
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, v]) => v !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([k, v]) => [k, stable(v)]),
      );
    }
    return value;
  };
  return createHash('sha256')
    .update(JSON.stringify([intent.field, stable(intent.args)]))
    .digest('hex');
}
