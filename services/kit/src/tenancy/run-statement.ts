import type { EntityManager } from '@mikro-orm/core';
import { CompiledQuery, type Transaction } from 'kysely';
import { statementFacts, toldStatement } from '../tracing/statement.ts';
import { tracing } from '../tracing/tracing.ts';

const MOST_KNOWN = 2000;
const known = new Map<string, string>();

/** The same with PostgreSQL's own marks for its values. */
function numbered(text: string): string {
  let found = known.get(text);
  if (found === undefined) {
    let place = 0;
    found = text.replaceAll('?', () => `$${++place}`);
    if (known.size < MOST_KNOWN) known.set(text, found);
  }
  return found;
}

/**
 * Runs one statement with `?` for its values inside an entity manager's transaction. MikroORM's own `execute` writes the
 * values into the text, so that each is another statement to PostgreSQL, parsed and planned anew; here they travel beside it,
 * and the text is prepared once a connection (`orm.ts`).
 */
export async function runStatement<R>(
  em: EntityManager,
  login: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const transaction = em.getTransactionContext<Transaction<unknown>>();
  if (!transaction) throw new Error('a statement outside of a transaction');
  const text = numbered(statement);
  const run = async (): Promise<R[]> => (await transaction.executeQuery<R>(CompiledQuery.raw(text, [...values]))).rows;
  const { tracer } = tracing;
  if (!tracer?.now?.isSampled) return run();
  return tracer.during(toldStatement(text).summary, { kind: 'client', facts: statementFacts(text, login) }, run);
}
