import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, type GraphQLField, type GraphQLSchema } from 'graphql';

export const SURFACES = ['desk', 'portal', 'hq'] as const;
export type Surface = (typeof SURFACES)[number];
export type Kind = 'query' | 'mutation' | 'subscription';

/** One thing a surface can be asked for, as its committed contract has it. */
export interface RootField {
  readonly kind: Kind;
  readonly field: GraphQLField<unknown, unknown>;
}

const schemas = new Map<Surface, GraphQLSchema>();

/** The contract of a surface. */
export function contractOf(surface: Surface): GraphQLSchema {
  let schema = schemas.get(surface);
  if (!schema) {
    const file = resolve(import.meta.dirname, `../../../schema/contracts/${surface}.graphql`);
    schema = buildSchema(readFileSync(file, 'utf8'));
    schemas.set(surface, schema);
  }
  return schema;
}

/** Everything a surface can be asked for, of some kinds. */
export function rootFieldsOf(surface: Surface, ...kinds: Kind[]): RootField[] {
  const schema = contractOf(surface);
  const types = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return (kinds.length > 0 ? kinds : (['query', 'mutation', 'subscription'] as const)).flatMap((kind) =>
    Object.values(types[kind]?.getFields() ?? {}).map((field) => ({ kind, field })),
  );
}
