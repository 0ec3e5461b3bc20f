import type { Subgraph } from '@landfall/kit/service/subgraph';
import type { Surface } from '@landfall/kit/viewer/viewer';
import { composeSchemaContract, composeServices } from '@theguild/federation-composition';
import { type DocumentNode, Kind, parse, print, visit } from 'graphql';

/** What composition gives: the supergraph, and what each surface's contract has of it. */
export interface Composed {
  readonly supergraph: string;
  readonly contracts: Readonly<Record<Surface, { readonly supergraph: string; readonly sdl: string }>>;
}

const SURFACES: readonly Surface[] = ['desk', 'portal', 'hq'];

/** Composes subgraphs and cuts the three contracts. @throws Error with every reason where they don't fit together */
export function compose(subgraphs: readonly Pick<Subgraph, 'name' | 'sdl'>[]): Composed {
  const definitions = subgraphs.map(({ name, sdl }) => ({
    name,
    url: `http://${name}/graphql`,
    typeDefs: reachableTypes(parse(sdl)),
  }));
  const whole = composeServices(definitions);
  if (!whole.supergraphSdl) throw new Error(reasons('supergraph', whole.errors));
  const contracts = SURFACES.map((surface) => {
    const result = composeSchemaContract(
      definitions,
      { include: new Set([surface]), exclude: new Set(surface === 'desk' ? [] : ['desk-only']) },
      true,
    );
    if (!result.supergraphSdl) throw new Error(reasons(surface, result.errors));
    return [surface, { supergraph: result.supergraphSdl, sdl: result.publicSdl ?? '' }] as const;
  });
  return { supergraph: whole.supergraphSdl, contracts: Object.fromEntries(contracts) as Composed['contracts'] };
}

/**
 * Root fields say which surfaces they are for; every other type may stand in any contract that reaches it, so types and
 * arguments get all tags and what a contract can't reach falls out of it.
 */
function reachableTypes(document: DocumentNode): DocumentNode {
  const tags = SURFACES.map((surface) => parse(`type T @tag(name: "${surface}")`).definitions[0]).flatMap((d) =>
    d?.kind === Kind.OBJECT_TYPE_DEFINITION ? (d.directives ?? []) : [],
  );
  const tag = <N extends { name: { value: string }; directives?: readonly unknown[] }>(node: N): N | undefined =>
    ['Query', 'Mutation', 'Subscription'].includes(node.name.value)
      ? undefined
      : { ...node, directives: [...(node.directives ?? []), ...tags] };
  return visit(document, {
    ObjectTypeDefinition: tag,
    InputObjectTypeDefinition: tag,
    EnumTypeDefinition: tag,
    ScalarTypeDefinition: tag,
    UnionTypeDefinition: tag,
    InterfaceTypeDefinition: tag,
    InputValueDefinition: tag,
  });
}

function reasons(what: string, errors: readonly { message: string }[] | undefined): string {
  return `${what} does not compose:\n${(errors ?? []).map((error) => `- ${error.message}`).join('\n')}`;
}

/** SDL in one stable form, for the committed files. */
export function stableSdl(sdl: string): string {
  return `${print(parse(sdl)).trim()}\n`;
}
