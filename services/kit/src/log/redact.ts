import { markedColumns } from '../personal/personal.ts';
import { columnName } from '../personal/personal-columns.ts';

/** Keys that hold somebody's or a secret's value wherever they stand, beside those that entities mark. */
const ALWAYS = [
  ...['password', 'newPassword', 'token', 'secret', 'cookie', 'authorization', 'code', 'signature', 'phone', 'mobile'],
  ...['email', 'callerNumber', 'address', 'name', 'variables', 'input'],
];
const CUT = '[personal]';
/** Deeper things aren't logged at all. */
const DEEPEST = 6;

/** Says whether a key's value is cut out, by the marks of the entities loaded so far: worked out at the first line, when all are. */
function keysToCut(): ReadonlySet<string> {
  const marked = markedColumns().flatMap(({ property }) => [property, columnName(property)]);
  return new Set([...ALWAYS, ...ALWAYS.map(columnName), ...marked]);
}

/** Cuts personal values and secrets out of whatever is logged, at any depth. */
export function redactor(): (value: Record<string, unknown>) => Record<string, unknown> {
  let keys: ReadonlySet<string> | undefined;
  const clean = (value: unknown, depth: number): unknown => {
    if (value === null || typeof value !== 'object' || value instanceof Error) return value;
    if (depth > DEEPEST) return CUT;
    if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1));
    keys ??= keysToCut();
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        keys?.has(key) && inner !== null && inner !== undefined ? CUT : clean(inner, depth + 1),
      ]),
    );
  };
  return (value) => clean(value, 0) as Record<string, unknown>;
}

/** An error for the log: what an ORM's says before its reason is the statement with its values, and left out. */
export function errorFacts(error: Error & { code?: unknown; sqlState?: unknown }): Record<string, unknown> {
  const isDrivers = /Exception$/.test(error.constructor.name) || 'sqlMessage' in error;
  const at = error.message.lastIndexOf(' - ');
  const message = isDrivers && at >= 0 ? error.message.slice(at + 3) : error.message;
  const stack = isDrivers
    ? error.stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n')
    : error.stack;
  // `kind`: a key called `code` is a person's second factor.
  return { type: error.name, message, stack, ...(typeof error.code === 'string' ? { kind: error.code } : {}) };
}
