import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { HEADQUARTERS as OURS } from '@landfall/kit/viewer/headquarters';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { askSupportAccess } from '@landfall/network/support-access/support-access.commands';
import { PROFILES } from './demo-accounts.ts';
import type { Connection } from './load-demo.ts';

const ASKER = 'hq@headquarters.demo';

interface Asker {
  readonly partner: string;
  readonly membership: string;
  readonly account: string;
  readonly name: string;
}

/** Headquarters' quality manager asks to be let into Shanghai: its administrator finds the request waiting. Once. */
export async function tellSupportAccess(connection: Connection, tenancy: Tenancy): Promise<void> {
  const { rows } = await connection.query(
    `select p.tenant_id as partner, h.id as membership, h.account_id as account, h.name
     from identity.partner p join network.partner n on n.partner_id = p.tenant_id
       cross join identity.headquarters_membership h join identity.account a on a.id = h.account_id
     where p.name = $1 and a.email = $2 and h.ended_at is null
       and not exists (select from network.support_request r where r.tenant_id = p.tenant_id) limit 1`,
    [PROFILES.find(({ key }) => key === 'shanghai')?.name, ASKER],
  );
  const [asker] = rows as Asker[];
  if (!asker) return;
  const { partner: partnerId, membership: membershipId, account: accountId, name } = asker;
  const viewer = {
    ...systemViewer(OURS, name),
    surface: 'hq',
    roles: ['hq_quality'],
    membershipId,
    accountId,
  } as const;
  await tenancy.work(viewer, (unit) =>
    askSupportAccess(unit, {
      partnerId,
      reason: '客户反映派工看板偶尔不刷新，想查看贵公司最近的派出单与日志时间。',
      endsAt: unit.now.add({ hours: 72 }),
    }),
  );
}
