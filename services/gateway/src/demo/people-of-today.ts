import { Absence, AbsenceKind } from '@landfall/identity/absence/absence.entity';
import { inviteMember } from '@landfall/identity/invitation/invite-member';
import { Membership } from '@landfall/identity/membership/membership.entity';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { PROFILES } from './demo-accounts.ts';
import type { Connection } from './load-demo.ts';
import { TIME_ZONE } from './partner-world.ts';

interface Partner {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/**
 * What moves among a partner's people today: two are invited, a consultant is away and somebody stands in, one has left, the
 * department has its head. As the partner, once: what is there already isn't told again.
 */
export async function tellPeople(connection: Connection, tenancy: Tenancy): Promise<void> {
  for (const { key, name } of PROFILES) {
    const { rows } = await connection.query(
      `select p.tenant_id as id from identity.partner p where p.name = $1
         and not exists (select from identity.invitation i where i.tenant_id = p.tenant_id)`,
      [name],
    );
    const [partner] = rows as { id: string }[];
    if (partner)
      await tenancy.work(systemViewer(partner.id, 'demo data'), (unit) =>
        peopleOf(unit, { id: partner.id, key, name }),
      );
  }
}

async function peopleOf(unit: UnitOfWork, { key, name: partnerName }: Partner): Promise<void> {
  const staff = await unit.findAll(Membership, { customerId: null });
  const byMail = (mail: string): Membership | undefined => staff.find(({ email }) => email === `${mail}@${key}.demo`);
  const consultants = staff
    .filter(({ email }) => /^consultant\d*@/.test(email ?? ''))
    // The first is the one the story signs in as; the last has time to be away.
    .sort((a, b) => numberOf(a) - numberOf(b));
  const [standIn, away] = [consultants[0], consultants.at(-1)];
  const head = byMail('manager');
  if (head) head.department = consultants[0]?.department ?? null;
  const today = unit.now.toZonedDateTimeISO(TIME_ZONE).toPlainDate();
  if (away && standIn && away !== standIn)
    unit.create(Absence, {
      memberId: away.id,
      startsOn: today.subtract({ days: 1 }),
      endsOn: today.add({ days: 4 }),
      kind: AbsenceKind.LEAVE,
      standInId: standIn.id,
      note: '年假',
      cancelledAt: null,
    });
  const gone = byMail('sales2');
  if (gone) {
    gone.endedAt = unit.now.subtract({ hours: 24 * 20 });
    gone.endReason = '个人原因离职';
    gone.endedById = byMail('admin')?.id ?? null;
  }
  inviteMember(unit, {
    email: `xinren@${key}.demo`,
    name: '林晓',
    roles: ['hotline_consultant'],
    title: '热线顾问',
    partnerName,
  });
  inviteMember(unit, {
    email: `zhuli@${key}.demo`,
    name: '顾言',
    roles: ['service_consultant', 'implementation_consultant'],
    title: 'K/3 服务顾问',
    department: 'K3',
    productLines: ['K3'],
    partnerName,
  });
}

const numberOf = ({ email }: Membership): number => Number(/\d+(?=@)/.exec(email ?? '')?.[0] ?? 1);
