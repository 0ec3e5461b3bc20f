import { linesAbout } from '@landfall/kit/audit/lines-about';
import { type RowsAbout, rowsAbout } from '@landfall/kit/personal/rows-about';
import { KEPT_DAYS } from '@landfall/kit/retention/terms';
import type { Context } from '@landfall/kit/service/context';
import { dataSubjectOf } from './data-subject-of.ts';
import { type KeptKind, keptKinds, kindOf } from './kept-data.ts';

/** One kind of what is kept about somebody, with the rows themselves. */
export interface KeptPart {
  readonly kind: KeptKind;
  readonly tables: readonly RowsAbout[];
}

/** Everything that is kept about the asking person, by kind; kinds with nothing are left out. */
export async function keptAbout({ host, viewer }: Pick<Context, 'host' | 'viewer'>): Promise<KeptPart[]> {
  const person = await dataSubjectOf({ host, viewer });
  const [tables, lines] = [await rowsAbout(host.tenancy, person), await linesAbout(host.tenancy, host.seals, person)];
  if (lines.length > 0) tables.push({ table: 'ledger.audit_entry', rows: lines, isCut: false });
  return keptKinds.flatMap((kind) => {
    const own = tables.filter(({ table }) => kindOf(table) === kind);
    return own.length > 0 ? [{ kind, tables: own }] : [];
  });
}

/** The parts of the file: each JSON of its own, with what it is, what for and how long in the reader's language. */
export async function accessFile(context: Context): Promise<{ name: string; json: string }[]> {
  const { locale } = context.viewer;
  const parts = await keptAbout(context);
  return parts.map(({ kind, tables }) => ({
    name: `${kind.key}.json`,
    json: JSON.stringify(
      {
        what: kind.what[locale],
        why: kind.why[locale],
        keptForDays: kind.term === 'organisation' ? null : KEPT_DAYS[kind.term],
        ...Object.fromEntries(tables.map(({ table, rows, isCut }) => [table, isCut ? { rows, isCut } : rows])),
      },
      null,
      2,
    ),
  }));
}
