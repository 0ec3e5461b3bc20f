import { services } from '@landfall/gateway/host/services';
import { markedColumns } from '@landfall/kit/personal/personal';
import { nounOf } from '@landfall/kit/policy/noun';
import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { contractOf, rootFieldsOf, SURFACES, type Surface } from '../stage/contracts.ts';

/** Everything the page has to say something of, as the code has it: root fields, actions, sensitive fields of a surface. */
export function thingsOf(surface: Surface): string[] {
  return [...rootFieldsOf(surface).map(({ field }) => field.name), ...actionsOf(surface), ...sensitiveOf(surface)];
}

/** Actions of the machines whose things a surface sees with what may be done to them. */
export function actionsOf(surface: Surface): string[] {
  return [...machines()].flatMap(([type, actions]) =>
    fieldsOf(surface, type).includes('actions') ? actions.map((action) => `${type}.actions:${action}`) : [],
  );
}

/** GraphQL type to the actions of its machine. */
function machines(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const entity of services.flatMap((service) => service.entities)) {
    const type = typeNameOf(entity);
    const machine = type && machineOf(entity);
    if (machine) found.set(type, [...new Set(Object.values(machine.transitions).flatMap((row) => Object.keys(row)))]);
  }
  return found;
}

function machineOf(entity: unknown) {
  try {
    return nounOf(entity as never).machine;
  } catch {
    // An entity without a door of its own.
    return undefined;
  }
}

/**
 * Fields of a surface that not everybody may have: those another surface sees the type without (`@DeskOnly`), and those
 * over columns marked as personal or as telling which customer it is.
 */
export function sensitiveOf(surface: Surface): string[] {
  const marked = markedColumns()
    .filter(({ kind }) => kind === 'personal' || kind === 'identifies-customer')
    .flatMap(({ entity, property }) => {
      const type = typeNameOf(entity);
      return type && leavesOf(surface, type).includes(property) ? [`${type}.${property}`] : [];
    });
  const hidden = SURFACES.filter((other) => other !== surface).flatMap((other) =>
    typesOf(surface)
      .filter((type) => typesOf(other).includes(type) && !['Query', 'Mutation', 'Subscription'].includes(type))
      .flatMap((type) => {
        const there = fieldsOf(other, type);
        return leavesOf(surface, type)
          .filter((field) => !there.includes(field))
          .map((field) => `${type}.${field}`);
      }),
  );
  return [...new Set([...marked, ...hidden])];
}

/** Types somebody can read, and not only be answered with when they change something. */
export function readableTypes(surface: Surface): Set<string> {
  const found = new Set<string>();
  const visit = (type: unknown): void => {
    if (!isObjectType(type) || found.has(type.name)) return;
    found.add(type.name);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
  };
  visit(contractOf(surface).getQueryType());
  return found;
}

function typeNameOf(entity: unknown): string | undefined {
  return getMetadataStorage().objectTypes.find(({ target }) => target === entity)?.name;
}

function typesOf(surface: Surface): string[] {
  return Object.values(contractOf(surface).getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .map((type) => type.name);
}

function fieldsOf(surface: Surface, type: string): string[] {
  const found = contractOf(surface).getType(type);
  return isObjectType(found) ? Object.keys(found.getFields()) : [];
}

function leavesOf(surface: Surface, type: string): string[] {
  const found = contractOf(surface).getType(type);
  if (!isObjectType(found)) return [];
  return Object.values(found.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map((field) => field.name);
}
