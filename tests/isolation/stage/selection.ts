import { LIMITS, limitsRule } from '@landfall/gateway/server/limits';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import type { Random } from './random.ts';

interface Asked {
  readonly type: GraphQLNamedType;
  readonly leaves: string[];
  readonly below: Map<string, Asked>;
  readonly depth: number;
}

/** A selection and the fragments it spreads. */
export interface Selection {
  readonly text: string;
  readonly fragments: string;
}

const NOTHING: Selection = { text: '', fragments: '' };
const MOST_WORDS = 900;

/**
 * Every leaf of what a field answers, and what hangs on it in random order as far as the gateway's limits allow, so that
 * many selections together ask for everything there is. Now and then under another name, in a fragment, or twice.
 */
export function selectionOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  random: Random,
  { words = MOST_WORDS, plain = false }: { words?: number; plain?: boolean } = {},
): Selection {
  const named = getNamedType(field.type);
  if (!isCompositeType(named)) return NOTHING;
  for (let most = words; ; most = Math.floor(most / 2)) {
    const selection = print(grow(named, most, random), plain ? null : random);
    if (most < 20 || isWithinLimits(schema, selection, named)) return selection;
  }
}

function grow(type: GraphQLNamedType, most: number, random: Random): Asked {
  const root = open(type, 1);
  let words = root.leaves.length + 3;
  const edges = (at: Asked) => composites(at.type).map((field) => ({ at, field }));
  const open_ = edges(root);
  while (open_.length > 0 && words < most) {
    // What is near comes first, so that short selections are broad; the order among equals is random.
    const next = random.chance(0.5) ? 0 : Math.floor(random.next() * open_.length);
    const [edge] = open_.splice(next, 1);
    if (!edge || edge.at.depth >= LIMITS.depth - 3) continue;
    const below = open(getNamedType(edge.field.type), edge.at.depth + 1);
    edge.at.below.set(edge.field.name, below);
    words += below.leaves.length + 4;
    open_.push(...random.shuffled(edges(below)));
  }
  return root;
}

function open(type: GraphQLNamedType, depth: number): Asked {
  const leaves = fieldsOf(type)
    .filter((field) => !isCompositeType(getNamedType(field.type)))
    .map((field) => field.name);
  return { type, leaves, below: new Map(), depth };
}

function fieldsOf(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).filter((field) => !field.args.some((arg) => isNonNullType(arg.type)));
}

function composites(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  return fieldsOf(type).filter((field) => isCompositeType(getNamedType(field.type)));
}

function print(root: Asked, random: Random | null): Selection {
  const fragments: string[] = [];
  let aliases = 0;
  const alias = (): string => {
    if (!random || aliases >= LIMITS.aliases - 5 || !random.chance(0.06)) return '';
    aliases += 1;
    return `other${aliases}: `;
  };
  const body = (at: Asked): string => {
    const parts = ['__typename', ...at.leaves.map((leaf) => `${alias()}${leaf}`)];
    for (const [name, below] of at.below) parts.push(`${alias()}${name} ${body(below)}`);
    const text = parts.join(' ');
    if (random && isObjectType(at.type) && random.chance(0.08)) return `{ ... on ${at.type.name} { ${text} } }`;
    if (random && isObjectType(at.type) && random.chance(0.05)) {
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${at.type.name} { ${text} }`);
      return `{ ...${name} }`;
    }
    return `{ ${text} }`;
  };
  const text = body(root);
  return { text, fragments: fragments.join(' ') };
}

/** The gateway's own rule says what it would refuse; a fragment on the type stands for the field. */
function isWithinLimits(schema: GraphQLSchema, { text, fragments }: Selection, type: GraphQLNamedType): boolean {
  const root = Object.values(schema.getQueryType()?.getFields() ?? {}).find((f) => getNamedType(f.type) === type);
  const operation = root
    ? `query(${root.args.map((a) => `$${a.name}: ${a.type}`).join(', ') || '$none: Int'}) { ${root.name}${
        root.args.length > 0 ? `(${root.args.map((a) => `${a.name}: $${a.name}`).join(', ')})` : ''
      } ${text} }`
    : `query { __typename } fragment Z on ${type.name} ${text}`;
  try {
    const document = parse(`${operation} ${fragments}`, { maxTokens: LIMITS.tokens - 60 });
    return root ? validate(schema, document, [limitsRule]).length === 0 : text.length < 6000;
  } catch {
    return false;
  }
}
