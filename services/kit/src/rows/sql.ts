/** A piece of SQL with its values; pieces nest, and the text is the same whenever the structure is. */
export class Sql {
  constructor(
    readonly parts: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

/** Tagged template: `sql\`t.state = any(${states})\`` — every interpolation is a bound value or another piece. */
export function sql(parts: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return new Sql(parts, values);
}

/** A piece of trusted text: column lists, table names. Never made from input. */
export function text(trusted: string): Sql {
  return new Sql([trusted], []);
}

/** Pieces side by side. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  if (pieces.length === 0) return text('');
  return new Sql(['', ...pieces.slice(1).map(() => separator), ''], pieces);
}

/** All of the conditions; `true` where there are none. */
export function all(conditions: readonly (Sql | false | null | undefined)[]): Sql {
  const real = conditions.filter((c): c is Sql => c instanceof Sql);
  return real.length === 0 ? text('true') : join(real, ' and ');
}

/** The text with `$1…` and its values, as the database takes it. */
export function compile(piece: Sql): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const render = (one: Sql): string => {
    let out = one.parts[0] ?? '';
    one.values.forEach((value, i) => {
      if (value instanceof Sql) out += render(value);
      else {
        values.push(value);
        out += `$${values.length}`;
      }
      out += one.parts[i + 1] ?? '';
    });
    return out;
  };
  return { text: render(piece), values };
}
