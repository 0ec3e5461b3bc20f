import type { EntityManager } from '@mikro-orm/core';
import { CompiledQuery, type Transaction } from 'kysely';
import { statementFacts, toldStatement } from '../tracing/statement.ts';
import { tracing } from '../tracing/tracing.ts';
import { numbered } from './bound-driver.ts';
import { hold } from './unit-connection.ts';

/** One statement, with `?` for its values. */
export type Said = readonly [statement: string, values: readonly unknown[]];

/**
 * Runs one statement with `?` for its values inside an entity manager's transaction. Values travel beside the text, which is
 * prepared once a connection (`unit-connection.ts`).
 */
export async function runStatement<R>(
  em: EntityManager,
  login: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const text = numbered(statement);
  const run = (): Promise<R[]> => ask<R>(em, text, [...values]);
  const { tracer } = tracing;
  if (!tracer?.now?.isSampled) return run();
  return tracer.during(toldStatement(text).summary, { kind: 'client', facts: statementFacts(text, login) }, run);
}

/**
 * Has one statement sent together with the next one of the transaction, for what nobody waits for by itself. Where it fails,
 * the next one does. @returns its rows, which are there once the next one was answered
 */
export function sendWithNext<R>(em: EntityManager, login: string, [statement, values]: Said): Promise<R[]> {
  const text = numbered(statement);
  const { tracer } = tracing;
  // How long it took alone nobody knows: a moment's span says that it was sent.
  if (tracer?.now?.isSampled)
    tracer.begin(toldStatement(text).summary, { kind: 'client', facts: statementFacts(text, login) }).end();
  return ask<R>(em, text, hold([...values]));
}

async function ask<R>(em: EntityManager, text: string, values: unknown[]): Promise<R[]> {
  const transaction = em.getTransactionContext<Transaction<unknown>>();
  if (!transaction) throw new Error('a statement outside of a transaction');
  return (await transaction.executeQuery<R>(CompiledQuery.raw(text, values))).rows;
}
