import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema, parse } from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import { notFound, Problem } from '../problem/problem.ts';
import { type Selection, selectionOf } from '../rows/selection.ts';
import { requireMayVisit } from '../support-visit/may-visit.ts';
import type { Context } from './context.ts';
import { plainResolver } from './plain-resolver.ts';
import { type Audience, isInAudience, missingScope } from './root-field.ts';
import type { EntityReader, Service } from './service.ts';
import { validateArgs } from './validate-args.ts';

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@external", "@provides", "@requires", "@shareable", "@tag", "@inaccessible"])\n`;

/** A service's subgraph: what it tells the composition, and what runs. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** Builds a service's subgraph. @throws Error for a root field that nobody said who may ask */
export function buildSubgraph(service: Service): Subgraph {
  const schema = buildSchemaSync({
    resolvers: service.resolvers as never,
    orphanedTypes: [...(service.orphanedTypes ?? [])] as never,
    validateFn: validateArgs,
    pubSub: { publish: () => {}, subscribe: () => (async function* () {})() },
  });
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) guard(root?.name ?? '', field.name, field, service);
  }
  const sdl = FEDERATION + printSchemaWithDirectives(schema);
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  if (/@key\(/.test(sdl)) {
    resolvers.Query = { ...resolvers.Query, _entities: entitiesResolver(service.entityReaders ?? {}) };
  }
  return {
    name: service.name,
    sdl,
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
  };
}

type Field = {
  resolve?: GraphQLFieldResolver<unknown, Context>;
  subscribe?: GraphQLFieldResolver<unknown, Context>;
  extensions: Readonly<Record<string, unknown>>;
};

/** Authorisation denies by default: the audience, what an API token and what support may, are asked before anything of the field runs. */
function guard(root: string, name: string, field: Field, service: Service): void {
  const audience = field.extensions.audience as Audience | undefined;
  if (!audience) throw new Error(`${root}.${name}: say who may ask it with @OpenTo`);
  const check = ({ viewer }: Context): void => {
    if (!isInAudience(audience, viewer))
      throw audience[viewer.surface] ? new Problem('FORBIDDEN', 'forbidden') : notFound();
    requireMayVisit(viewer, root, name, service.openToSupport);
    const scope = missingScope(root, viewer);
    if (scope) throw new Problem('FORBIDDEN', 'scopeMissing', [], { scope });
  };
  const { subscribe } = field;
  const resolve = (root === 'Query' && plainResolver(name, service.resolvers)) || field.resolve;
  if (subscribe) {
    field.subscribe = (root, args, context, info) => {
      check(context);
      return subscribe(root, args, context, info);
    };
  } else if (resolve) {
    field.resolve = (root, args, context, info) => {
      check(context);
      return resolve(root, args, context, info);
    };
  }
}

interface Representation {
  readonly __typename: string;
  readonly id: string;
}

/** `_entities` in one read a type. A type without a reader is only extended here: its representation is enough. */
function entitiesResolver(readers: Readonly<Record<string, EntityReader>>) {
  return async (
    _: unknown,
    args: { representations: Representation[] },
    context: Context,
    info: GraphQLResolveInfo,
  ) => {
    const { representations } = args;
    const selection: Selection = selectionOf(info);
    const out: (object | null)[] = representations.map((representation) => representation);
    for (const type of new Set(representations.map((r) => r.__typename))) {
      const reader = readers[type];
      if (!reader) continue;
      const places = representations.flatMap((r, i) => (r.__typename === type ? [i] : []));
      const rows = await reader(
        context,
        places.map((i) => representations[i]?.id ?? ''),
        selection,
      );
      places.forEach((place, i) => {
        const row = rows[i];
        out[place] = row ? { ...row, __typename: type } : null;
      });
    }
    return out;
  };
}
