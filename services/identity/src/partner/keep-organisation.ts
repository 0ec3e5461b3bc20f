import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Membership } from '../membership/membership.entity.ts';
import type { DepartmentInput, OrganisationInput } from './organisation.inputs.ts';
import { Partner } from './partner.entity.ts';
import { prefixOf, withoutCovered } from './region-prefix.ts';

/** The viewer's own partner, to be changed. @throws Problem CONFLICT where somebody else changed it since */
export async function ownPartner(unit: UnitOfWork, expectedVersion?: number | null): Promise<Partner> {
  const partner = await unit.find(Partner, { tenantId: unit.tenant });
  if (!partner) throw notFound();
  const { version } = partner;
  if (expectedVersion != null && version !== expectedVersion)
    throw new Problem('CONFLICT', 'versionConflict', ['expectedVersion'], { version, expectedVersion });
  return partner;
}

/** Changes what is given. A new name is also what sign-in shows to the partner's people. @returns the partner's id */
export async function updateOrganisation(
  unit: UnitOfWork,
  input: OrganisationInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const partner = await ownPartner(unit, expectedVersion);
  if (input.name) {
    const name = tidy(input.name) ?? partner.name;
    if (name !== partner.name) {
      for (const member of await unit.findAll(Membership, { customerId: null, endedAt: null }))
        member.organisationName = name;
    }
    partner.name = name;
  }
  if (input.senderName !== undefined) partner.senderName = tidy(input.senderName);
  if (input.monitoringLine !== undefined) partner.monitoringLine = tidy(input.monitoringLine);
  if (input.monitoringEmail !== undefined) partner.monitoringEmail = tidy(input.monitoringEmail);
  return told(unit, partner);
}

/** Keeps all departments in their order; a renamed one takes its people along. @throws Problem INVALID for a name twice, or one that goes with people in it */
export async function saveDepartments(
  unit: UnitOfWork,
  input: readonly DepartmentInput[],
  expectedVersion: number | null | undefined,
): Promise<string> {
  const partner = await ownPartner(unit, expectedVersion);
  const next = input.map(({ name, was }) => ({ name: tidy(name) ?? '', was: was ?? null }));
  const names = next.map(({ name }) => name);
  const twice = names.find((name, i) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== i);
  if (twice !== undefined) throw invalid('department.twice', ['departments'], { name: twice });
  const people = await unit.findAll(Membership, { customerId: null, endedAt: null, department: { $ne: null } });
  const renamed = new Map(next.flatMap(({ name, was }) => (was && was !== name ? [[was, name] as const] : [])));
  for (const gone of partner.departments.filter((one) => !names.includes(one) && !renamed.has(one))) {
    const count = people.filter(({ department }) => department === gone).length;
    if (count > 0) throw invalid('department.inUse', ['departments'], { name: gone, count });
  }
  for (const person of people) {
    const name = renamed.get(person.department ?? '');
    if (name !== undefined) person.department = name;
  }
  partner.departments = names;
  return told(unit, partner);
}

/** Keeps all regions served; a part of one that is served as a whole needs no entry. @throws Problem INVALID for a code that isn't one */
export async function saveRegions(
  unit: UnitOfWork,
  codes: readonly string[],
  expectedVersion: number | null | undefined,
): Promise<string> {
  const partner = await ownPartner(unit, expectedVersion);
  const known = await unit.execute<{ code: string }>(
    'select code from catalogue.division where code in (select value from jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(codes)],
  );
  const unknown = codes.find((code) => !known.some((one) => one.code === code));
  if (unknown !== undefined) throw invalid('region.unknown', ['codes'], { code: unknown });
  partner.divisions = withoutCovered(codes.map(prefixOf));
  return told(unit, partner);
}

function told(unit: UnitOfWork, partner: Partner): string {
  unit.announce({ event: 'organisationChanged', noun: 'partner', id: partner.tenantId });
  return partner.tenantId;
}

function tidy(text: string | null): string | null {
  return (
    (text ?? '')
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim() || null
  );
}
