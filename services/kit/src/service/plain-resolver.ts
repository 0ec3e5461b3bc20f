import { type GraphQLFieldResolver, GraphQLScalarType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Context } from './context.ts';

type Asked = Parameters<GraphQLFieldResolver<unknown, Context, Record<string, unknown>>>;
type Param = (...asked: Asked) => unknown;

/** Scalars and enums arrive as they are; an input's class is instantiated and validated, which is type-graphql's to do. */
function isPlain(type: unknown): boolean {
  return type === String || type === Number || type === Boolean || type instanceof GraphQLScalarType || isEnum(type);
}

function isEnum(type: unknown): boolean {
  return typeof type === 'object' && getMetadataStorage().enums.some(({ enumObj }) => enumObj === type);
}

/**
 * A query whose parameters are plain values, the context and the info, called as it is written. type-graphql makes a
 * promise of each argument, whether there is something to validate or not: a tenth of what a list costs. Undefined for
 * any other query, and before the schema is built.
 */
export function plainResolver(
  name: string,
  resolvers: readonly unknown[],
): GraphQLFieldResolver<unknown, Context> | undefined {
  const { queries } = getMetadataStorage();
  const [query, ...more] = queries.filter(
    ({ schemaName, target }) => schemaName === name && resolvers.includes(target),
  );
  if (!query?.params || more.length > 0 || query.roles || query.middlewares?.length) return undefined;
  const params: Param[] = [];
  for (const param of query.params) {
    if (param.kind === 'context' && !param.propertyName) params[param.index] = (_, __, context) => context;
    else if (param.kind === 'info') params[param.index] = (_, __, ___, info) => info;
    else if (param.kind === 'arg' && !param.validateFn && isPlain(param.getType()))
      params[param.index] = (_, args) => args[param.name];
    else return undefined;
  }
  type Resolver = Record<string, (...values: unknown[]) => unknown>;
  const resolver = new (query.target as unknown as new () => Resolver)();
  return (...asked) => resolver[query.methodName]?.(...params.map((param) => param(...(asked as Asked))));
}
