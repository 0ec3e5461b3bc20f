import type { DefinitionNode } from 'graphql';

// A reader for what the build prints, which is known to be valid: a tenth of graphql's own parser. Types of variables
// are left out, because the cache doesn't ask for them. `parse-text.test.ts` holds it against graphql.

type Tree = Record<string, unknown>;

const tokens = /\.\.\.|[{}()[\]:!=$@]|"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*|\w+/g;
const named = (value: string): Tree => ({ kind: 'Name', value });

/** The definitions of a document's text, as the cache needs them. */
export const parseText = (text: string): readonly DefinitionNode[] => {
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
  const selections = (): Tree | undefined =>
    take('{') ? { kind: 'SelectionSet', selections: until('}', selection) } : undefined;
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

  const definitions: Tree[] = [];
  while (at < all.length) {
    const what = next();
    const name = named(next());
    if (what === 'fragment') {
      next();
      const typeCondition = { kind: 'NamedType', name: named(next()) };
      definitions.push({
        kind: 'FragmentDefinition',
        name,
        typeCondition,
        directives: directives(),
        selectionSet: selections(),
      });
    } else {
      const variableDefinitions = take('(') ? until(')', variable) : [];
      definitions.push({
        kind: 'OperationDefinition',
        operation: what,
        name,
        variableDefinitions,
        directives: directives(),
        selectionSet: selections(),
      });
    }
  }
  return definitions as unknown as readonly DefinitionNode[];
};
