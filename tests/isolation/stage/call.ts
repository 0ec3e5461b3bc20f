import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { RootField } from './contracts.ts';
import type { Random } from './random.ts';
import type { Selection } from './selection.ts';

/** A document with the variables it is asked with. */
export interface Call {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** Where the values of a call come from. */
export interface Values {
  /** An id for an argument (or an input's field) of a root field. */
  id(argument: string, root: RootField): string | undefined;
  /** A text; undefined for the plainest one that is valid. */
  text?(argument: string, root: RootField): string | undefined;
  /** One of the values of an enum; the first unless said. */
  any?<T>(list: readonly T[]): T | undefined;
  /** Whether an argument that may be left out is given. */
  isGiven(argument: GraphQLArgument | { name: string; type: GraphQLInputType }, root: RootField): boolean;
}

const TEXTS: Record<string, string> = {
  contentHash: 'a'.repeat(64),
  callerNumber: '13912345678',
  number: '13912345678',
  mobile: '13912345678',
  phone: '02158881234',
  email: 'somebody@example.cn',
  month: '2026-10',
  from: '08:30',
  until: '17:30',
  contactEmail: 'somebody@example.cn',
  issuer: 'https://login.example.cn',
  scopes: 'profile',
  groupsClaim: 'groups',
  serial: 'KIS20260001',
  codes: '3101',
  timeZone: 'Asia/Shanghai',
  locale: 'zh-CN',
  role: 'hotline_consultant',
  roles: 'hotline_consultant',
  creditCode: '91310000MA1FL0000X',
  province: '310000',
  provinceCode: '310000',
  divisions: '3101',
};

const MONTHS: Record<string, string> = { 'figures.from': '2026-01', 'figures.until': '2026-10' };

/** The document that asks a root field with these values, every argument a variable. */
export function callOf(root: RootField, values: Values, selection: Selection): Call {
  const { kind, field } = root;
  const args = field.args.filter((arg) => isNonNullType(arg.type) || values.isGiven(arg, root));
  const variables = Object.fromEntries(args.map((arg) => [arg.name, made(arg.type, arg.name, root, values)]));
  const declared = args.length === 0 ? '' : `(${args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ')})`;
  const passed = args.length === 0 ? '' : `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})`;
  return {
    document: `${kind} ${declared} { ${field.name}${passed} ${selection.text} } ${selection.fragments}`,
    variables,
  };
}

function made(type: GraphQLInputType, name: string, root: RootField, values: Values): unknown {
  if (isNonNullType(type)) return made(type.ofType, name, root, values);
  if (isListType(type)) return [made(type.ofType, name, root, values)];
  if (isEnumType(type)) return values.any?.(type.getValues())?.name ?? type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type) || values.isGiven(field, root))
        .map((field) => [field.name, made(field.type, field.name, root, values)]),
    );
  switch (type.name) {
    case 'ID':
      if (/division|parent|province/.test(name)) return name === 'divisionCode' ? '310115' : '310000';
      return values.id(name, root) ?? '01999999-9999-7999-8999-999999999999';
    case 'Int':
      return name === 'rating' ? 5 : name === 'year' ? 2026 : name === 'first' ? 20 : 1;
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return Temporal.Now.instant()
        .add({ hours: /until|ends?At|expires/i.test(name) ? 3 : 2 })
        .toString();
    case 'Date':
      return '2026-12-31';
    default:
      return values.text?.(name, root) ?? MONTHS[`${root.field.name}.${name}`] ?? TEXTS[name] ?? '文字';
  }
}

/** Arguments that may be left out, each given or not as it comes. */
export function sometimes(random: Random, share: number): Values['isGiven'] {
  return (argument) => !/^(idempotencyKey|expectedVersion)$/.test(argument.name) && random.chance(share);
}

/** Whether an argument takes an id, however it is wrapped. */
export function takesId(argument: { readonly type: GraphQLInputType }): boolean {
  return getNamedType(argument.type).name === 'ID';
}
