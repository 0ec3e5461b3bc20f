import { problemText } from '@landfall/kit/problem/problem-catalog';
import type { Context } from '@landfall/kit/service/context';
import { emailKey } from '../account/email-key.ts';
import { peopleByEmail, type Run } from '../invitation/people-by-email.ts';
import { type DetailProblem, detailProblems, tidyDetails } from '../membership/member.details.ts';
import { identityProblems } from '../problems.ts';
import { type Region, readRegions } from '../region/read-regions.ts';
import { parseStaffList, type StaffRow } from './parse-staff-list.ts';
import type { StaffListPreview, StaffListRow } from './staff-list.type.ts';

/**
 * What a pasted list would do, row by row: what is ready, and what has to be mended. Two statements, whatever its length.
 * @throws Problem INVALID where it isn't a list at all
 */
export async function previewStaffList(context: Context, text: string): Promise<StaffListPreview> {
  const rows = parseStaffList(text);
  const { source } = context;
  const regions = await readRegions(
    source,
    rows.flatMap((row) => row.regions),
  );
  const run: Run = (statement, values) => {
    let i = 0;
    return source.reader.query(source.scope, { text: statement.replaceAll('?', () => `$${++i}`), values });
  };
  const known = await peopleByEmail(
    run,
    rows.map(({ email }) => emailKey(tidyDetails({ email }).email ?? '')),
    null,
  );
  const seen = new Map<string, number>();
  const out = rows.map((row): StaffListRow => {
    const details = tidyDetails({ ...row, divisions: [] });
    const problems: DetailProblem[] = [...detailProblems(details, 'staff'), ...regionProblems(row, regions)];
    if (details.email) {
      const key = emailKey(details.email);
      const before = seen.get(key);
      const here = known.get(key);
      if (before) problems.push({ field: 'email', reason: 'person.emailTwice', params: { line: before } });
      else if (here)
        problems.push({ field: 'email', reason: here === 'MEMBER' ? 'person.isMember' : 'person.isInvited' });
      if (!before) seen.set(key, row.line);
    }
    return {
      line: row.line,
      name: details.name ?? '',
      email: details.email ?? '',
      roles: details.roles,
      title: details.title,
      department: details.department,
      phone: details.phone,
      productLines: details.productLines,
      regions: row.regions.flatMap((written) => {
        const region = regions.get(written);
        return region && 'code' in region ? [region] : [];
      }),
      problems: problems.map(({ field, reason, params }) => ({
        field,
        reason,
        message: problemText(identityProblems, reason, context.viewer.locale, params ?? {}),
      })),
    };
  });
  return { rows: out, readyCount: out.filter(({ problems }) => problems.length === 0).length };
}

function regionProblems({ regions }: StaffRow, known: ReadonlyMap<string, Region>): DetailProblem[] {
  return regions.flatMap((written) => {
    const region = known.get(written);
    return region && 'problem' in region
      ? [{ field: 'divisions', reason: region.problem, params: { region: written.slice(0, 40) } }]
      : [];
  });
}
