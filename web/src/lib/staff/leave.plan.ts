import type { WorkKind } from '#lib/graph/schema.generated.ts';

interface Group {
  kind: WorkKind;
  candidates: readonly { id: string }[];
}

/** Who is asked first: the stand-in, then the head of the department. */
export const proposed = (
  groups: readonly Group[],
  member: { department: string | null; absences: readonly { standInId: string | null }[] },
  heads: readonly { id: string; department: string | null }[],
): Record<string, string> => {
  const head = heads.find(({ department }) => department === member.department) ?? heads[0];
  const first = [...member.absences.map(({ standInId }) => standInId), head?.id].filter((id) => typeof id === 'string');
  return Object.fromEntries(
    groups.map(({ kind, candidates }) => [kind, first.find((id) => candidates.some((one) => one.id === id)) ?? '']),
  );
};

/** Colleagues who may take everything. */
export const takersOfAll = <C extends { id: string }>(groups: readonly { candidates: readonly C[] }[]): C[] => {
  const [first, ...rest] = groups;
  return (first?.candidates ?? []).filter(({ id }) =>
    rest.every(({ candidates }) => candidates.some((one) => one.id === id)),
  );
};
