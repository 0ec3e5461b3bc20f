import type { StaffInvitationInput } from '#lib/graph/schema.generated.ts';
import type { StaffListPreviewResult } from './invitation.graphql';

type Row = StaffListPreviewResult['staffListPreview']['rows'][number];

/** A row that is ready, as it is sent. */
export const personOf = ({
  name,
  email,
  roles,
  title,
  department,
  phone,
  regions,
  productLines,
}: Omit<Row, 'problems' | 'line'>): StaffInvitationInput => ({
  name,
  email,
  roles,
  title,
  department,
  phone,
  divisions: regions.map(({ code }) => code),
  productLines: productLines as StaffInvitationInput['productLines'],
});

/** The list without the lines that were sent: its header, where it has one, and what is left to mend. */
export const linesLeft = (text: string, left: readonly { line: number }[]): string => {
  const lines = text.split(/\r?\n/);
  const numbers = new Set(left.map(({ line }) => line));
  const header = lines.findIndex((line) => line.trim());
  const hasHeader = header >= 0 && !(lines[header] ?? '').includes('@');
  return lines.filter((_, index) => (hasHeader && index === header) || numbers.has(index + 1)).join('\n');
};
