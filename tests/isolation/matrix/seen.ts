import { getNamedType, isEnumType, isObjectType } from 'graphql';
import type { Person } from '../../kit/person.ts';
import { answerOf } from '../stage/answer-of.ts';
import { callOf } from '../stage/call.ts';
import { plantCanaries } from '../stage/canaries.ts';
import { type Asker, whoseOf } from '../stage/cast.ts';
import { contractOf, rootFieldsOf, type Surface } from '../stage/contracts.ts';
import { isLong } from '../stage/form.ts';
import { tablesMeant } from '../stage/ids.ts';
import { Random } from '../stage/random.ts';
import { selectionOf } from '../stage/selection.ts';
import type { Scene } from './scene.ts';

/** Everything somebody is offered to do to anything in their lists: `Type.actions:action`. */
export async function offeredTo(surface: Surface, person: Person): Promise<Set<string>> {
  const offered = new Set<string>();
  for (const { field } of rootFieldsOf(surface, 'query')) {
    const connection = getNamedType(field.type);
    const node = isObjectType(connection) ? connection.getFields().nodes : undefined;
    const type = node && getNamedType(node.type);
    if (!isObjectType(type) || !type.getFields().actions) continue;
    const { data } = await answerOf<Record<string, { nodes: { actions: string[] }[] } | null>>(
      person,
      `{ ${field.name}(first: 100) { nodes { actions } } }`,
    );
    for (const { actions } of data?.[field.name]?.nodes ?? [])
      for (const action of actions) offered.add(`${type.name}.actions:${action}`);
  }
  return offered;
}

const filled = new WeakMap<Scene, Promise<unknown>>();

/** Every `Type.field` somebody is told a value of, however they come to it. */
export async function valuesSeenBy(scene: Scene, asker: Asker): Promise<Set<string>> {
  if (!filled.has(scene)) filled.set(scene, fill(scene));
  await filled.get(scene);
  const seen = new Set<string>();
  const ids = scene.idsFor(asker);
  const random = new Random(11);
  for (const root of rootFieldsOf(asker.surface, 'query')) {
    const answers = getNamedType(root.field.type).name;
    for (let variant = 0; variant < (isLong ? 4 : 2); variant += 1) {
      const selection = selectionOf(contractOf(asker.surface), root.field, random, { plain: true });
      const id = (argument: string) => {
        const [table] = tablesMeant(argument, root.field.name, answers, ids);
        return random.of(ids.get(table ?? '') ?? []);
      };
      const { document, variables } = callOf(
        root,
        {
          id,
          isGiven: ({ type }) => isEnumType(getNamedType(type)) && random.chance(0.5),
          any: (list) => random.of(list),
        },
        selection,
      );
      const { data } = await answerOf(asker.person, document, variables);
      note(data, seen);
    }
  }
  return seen;
}

/** A word in every text of the scene, so that nothing is missed for being empty. */
async function fill({ firm, tables, world }: Scene): Promise<void> {
  const whose = await whoseOf(firm, 'scene', firm.customers[0]);
  await plantCanaries(world.owner, tables, whose, { onlyEmpty: true });
  await plantCanaries(world.owner, tables, await whoseOf(firm, 'scene'), { onlyEmpty: true });
  await world.owner.query(
    'update identity.membership set joined_at = now() where tenant_id = $1 and joined_at is null',
    [firm.tenant],
  );
}

function note(value: unknown, seen: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) note(one, seen);
  else if (value !== null && typeof value === 'object') {
    const { __typename: type, ...fields } = value as Record<string, unknown>;
    for (const [name, one] of Object.entries(fields)) {
      if (one !== null && type) seen.add(`${type}.${name}`);
      note(one, seen);
    }
  }
}
