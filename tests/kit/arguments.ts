import {
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Ids to put where a field asks for one, by what its argument is called (`ticketId`) or, for a plain `id`, by the field. */
export type Ids = (argument: string, field: string) => string | undefined;

const PLAIN: Record<string, string> = {
  contentHash: 'a'.repeat(64),
  callerNumber: '13912345678',
  number: '13912345678',
  roles: 'hotline_consultant',
};

/** A value for an argument's type: ids where ids are asked for, else the plainest thing that is valid. */
function plainValue(type: GraphQLInputType, name: string, field: string, ids: Ids): unknown {
  if (isNonNullType(type)) return plainValue(type.ofType, name, field, ids);
  if (isListType(type)) return [plainValue(type.ofType, name, field, ids)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (f) => isNonNullType(f.type) || (f.type.toString() === 'ID' && ids(f.name, field)),
    );
    return Object.fromEntries(fields.map((f) => [f.name, plainValue(f.type, f.name, field, ids)]));
  }
  switch (type.name) {
    case 'ID':
      // Official codes are everybody's.
      if (name === 'divisionCode' || name === 'codes') return '310115';
      return ids(name, field) ?? '01999999-9999-7999-8999-999999999999';
    case 'Int':
      return name === 'rating' ? 5 : 1;
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return Temporal.Now.instant().add({ hours: 1 }).toString();
    case 'Date':
      return '2026-01-01';
    default:
      return PLAIN[name] ?? 'x';
  }
}

/** A document and variables that call a root field with every required argument and every id it can take. */
export function callOf(
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  ids: Ids,
  selection: string,
): { document: string; variables: Record<string, unknown> } {
  const args = field.args.filter(
    (arg) =>
      isNonNullType(arg.type) ||
      (arg.type.toString() === 'ID' && arg.name !== 'idempotencyKey' && ids(arg.name, field.name)),
  );
  const variables = Object.fromEntries(args.map((arg) => [arg.name, plainValue(arg.type, arg.name, field.name, ids)]));
  const declared = args.length === 0 ? '' : `(${args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ')})`;
  const passed = args.length === 0 ? '' : `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})`;
  return { document: `${kind} ${declared} { ${field.name}${passed} ${selection} }`, variables };
}
