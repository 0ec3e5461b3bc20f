import type { EntityMetadata, FindOptions, LoggingOptions, PopulateOptions, Transaction } from '@mikro-orm/core';
import {
  type AnyQueryBuilder,
  isRaw,
  NativeQueryBuilder,
  PostgreSqlConnection,
  PostgreSqlDriver,
} from '@mikro-orm/postgresql';
import { CompiledQuery, type Transaction as KyselyTransaction } from 'kysely';

/** A text with PostgreSQL's own marks, and the values beside it. */
interface Bound {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Values PostgreSQL reads the same beside a text as within it. */
const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value) || Buffer.isBuffer(value);

/** Marks that stand for something else than one value: an identifier, a question mark. */
const OTHER_MARKS = /\?\?|\\\?/;
const MOST_KNOWN = 2000;
const known = new Map<string, string>();

/** The same with PostgreSQL's own marks for its values: `?` becomes `$1`, `$2`, … */
export function numbered(text: string): string {
  let found = known.get(text);
  if (found === undefined) {
    let place = 0;
    found = text.replaceAll('?', () => `$${++place}`);
    if (known.size < MOST_KNOWN) known.set(text, found);
  }
  return found;
}

/** What MikroORM asks, where its values can travel beside it; undefined where they have to be written into it. */
export function boundOf(query: unknown, params: unknown = []): Bound | undefined {
  const raw = query instanceof NativeQueryBuilder ? query.toRaw() : query;
  const [text, values] = isRaw(raw) ? [raw.sql, raw.params] : [raw, params];
  if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return undefined;
  if (!values.every(isPlain) || OTHER_MARKS.test(text)) return undefined;
  return { text: numbered(text), values };
}

/**
 * MikroORM writes values into the text of its statements, so that each is another one to PostgreSQL, parsed, rewritten by
 * its row policies and planned anew. Within a transaction they travel beside it here, and the text is prepared once a
 * connection (`unit-connection.ts`).
 */
class BoundConnection extends PostgreSqlConnection {
  override execute<T>(
    query: never,
    params: never,
    method: 'all' | 'get' | 'run' = 'all',
    ctx?: Transaction,
    loggerContext?: LoggingOptions,
  ): Promise<T> {
    const bound = ctx && boundOf(query, params);
    if (!bound) return super.execute(query, params, method, ctx, loggerContext) as Promise<T>;
    const { text, values } = bound;
    const ask = async () => {
      const told = await (ctx as unknown as KyselyTransaction<unknown>).executeQuery(
        CompiledQuery.raw(text, [...values]),
      );
      return this.transformRawResult(told as never, method);
    };
    return this.executeQuery(text, ask as () => Promise<T>, {
      query: text,
      params: values as unknown[],
      ...loggerContext,
    });
  }
}

/**
 * PostgreSQL by MikroORM, with values beside the text of its statements, and columns by their names: a statement with `*` can't be
 * kept, as a migration beside this process may give it other columns.
 */
export class BoundDriver extends PostgreSqlDriver {
  protected override readonly connection: PostgreSqlConnection = new BoundConnection(this.config);

  protected override buildFields<T extends object>(
    meta: EntityMetadata<T>,
    populate: PopulateOptions<T>[],
    joined: PopulateOptions<T>[],
    query: AnyQueryBuilder<T>,
    alias: string,
    options: Pick<FindOptions<T, never, never, never>, 'strategy' | 'fields' | 'exclude'>,
    schema?: string,
  ) {
    const columns = meta.props.filter((prop) => prop.persist !== false && prop.fieldNames?.length > 0);
    const fields = super.buildFields(meta, populate, joined, query, alias, options, schema);
    return fields.flatMap((field) => (field === '*' ? columns.map(({ name }) => name) : [field])) as typeof fields;
  }
}
