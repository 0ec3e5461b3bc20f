import type { DefinitionNode } from 'graphql';

// A reader for what the build prints, which is known to be valid: a tenth of graphql's own parser. Types of variables
// are left out, because the cache doesn't ask for them; `__typename`, which every selection below the root has, isn't
// shipped and is put back here. `parse-text.test.ts` holds it against graphql.

type Tree = Record<string, unknown>;

const tokens = /\.\.\.|[{}()[\]:!=$@]|"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*|\w+/g;
const named = (value: string): Tree => ({ kind: 'Name', value });
const typename = { kind: 'Field', name: named('__typename') };

/** The one definition of a text, as the cache needs it. */
export const parseText = (text: string): DefinitionNode => {
  const all = text.match(tokens) ?? [];
  let at = 0;
  const next = (): string => all[at++] ?? '';
  const take = (token: string): boolean => all[at] === token && ++at > 0;
  const until = <T>(end: string, read: () => T): T[] => {
    const found: T[] = [];
    while (at < all.length && !take(end)) found.push(read());
    return found;
  };

  const value = (): Tree => {
    const token = next();
    if (token === '$') return { kind: 'Variable', name: named(next()) };
    if (token === '[') return { kind: 'ListValue', values: until(']', value) };
    if (token === '{') return { kind: 'ObjectValue', fields: until('}', () => pair('ObjectField')) };
    if (token.startsWith('"')) return { kind: 'StringValue', value: JSON.parse(token) as string };
    if (token === 'true' || token === 'false') return { kind: 'BooleanValue', value: token === 'true' };
    if (token === 'null') return { kind: 'NullValue' };
    if (/^[-\d]/.test(token)) return { kind: /[.eE]/.test(token) ? 'FloatValue' : 'IntValue', value: token };
    return { kind: 'EnumValue', value: token };
  };
  const pair = (kind: string): Tree => {
    const name = named(next());
    take(':');
    return { kind, name, value: value() };
  };
  const given = (): Tree[] => (take('(') ? until(')', () => pair('Argument')) : []);
  const directives = (): Tree[] => {
    const found: Tree[] = [];
    while (take('@')) found.push({ kind: 'Directive', name: named(next()), arguments: given() });
    return found;
  };
  const selections = (first: Tree[] = [typename]): Tree | undefined =>
    take('{') ? { kind: 'SelectionSet', selections: [...first, ...until('}', selection)] } : undefined;
  const selection = (): Tree => {
    if (take('...')) {
      if (all[at] === 'on' || all[at] === '{' || all[at] === '@') {
        const typeCondition = take('on') ? { kind: 'NamedType', name: named(next()) } : undefined;
        return { kind: 'InlineFragment', typeCondition, directives: directives(), selectionSet: selections() };
      }
      return { kind: 'FragmentSpread', name: named(next()), directives: directives() };
    }
    const first = next();
    const alias = take(':') ? named(first) : undefined;
    return {
      kind: 'Field',
      alias,
      name: named(alias ? next() : first),
      arguments: given(),
      directives: directives(),
      selectionSet: selections(),
    };
  };
  const variable = (): Tree => {
    next();
    const name = named(next());
    take(':');
    while (/^[\w[\]!]+$/.test(all[at] ?? '')) at++;
    return {
      kind: 'VariableDefinition',
      variable: { kind: 'Variable', name },
      defaultValue: take('=') ? value() : undefined,
      directives: directives(),
    };
  };

  if (take('fragment')) {
    const name = named(next());
    next();
    const typeCondition = { kind: 'NamedType', name: named(next()) };
    const fragment = { kind: 'FragmentDefinition', name, typeCondition, directives: directives() };
    return { ...fragment, selectionSet: selections() } as unknown as DefinitionNode;
  }
  return {
    kind: 'OperationDefinition',
    // A query without variables is printed as its selection alone.
    operation: all[at] === '{' ? 'query' : next(),
    variableDefinitions: take('(') ? until(')', variable) : [],
    directives: directives(),
    selectionSet: selections([]),
  } as unknown as DefinitionNode;
};
