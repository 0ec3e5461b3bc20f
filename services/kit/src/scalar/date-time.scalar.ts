import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function instant(value: unknown): Temporal.Instant {
  try {
    if (typeof value === 'string') return Temporal.Instant.from(value);
  } catch {
    // one answer for whatever isn't an instant
  }
  throw new GraphQLError('DateTime: an ISO 8601 instant with its offset, e.g. 2026-11-23T05:49:41Z');
}

function date(value: unknown): Temporal.PlainDate {
  try {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return Temporal.PlainDate.from(value);
  } catch {
    // one answer for whatever isn't a date
  }
  throw new GraphQLError('Date: YYYY-MM-DD');
}

const literal = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined);

/** An instant: ISO 8601 in UTC outwards, `Temporal.Instant` in inputs. */
export const DateTimeScalar = new GraphQLScalarType<Temporal.Instant, string>({
  name: 'DateTime',
  description: 'An instant, ISO 8601 in UTC.',
  serialize: (value) => String(value),
  parseValue: instant,
  parseLiteral: (node) => instant(literal(node)),
});

/** A calendar date: YYYY-MM-DD outwards, `Temporal.PlainDate` in inputs. */
export const DateScalar = new GraphQLScalarType<Temporal.PlainDate, string>({
  name: 'Date',
  description: 'A calendar date, YYYY-MM-DD.',
  serialize: (value) => String(value),
  parseValue: date,
  parseLiteral: (node) => date(literal(node)),
});
