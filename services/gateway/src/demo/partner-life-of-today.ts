import { addClosingDays } from '@landfall/identity/closing-day/keep-closing-days';
import { addPolicy } from '@landfall/identity/service-policy/keep-policy';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { HEADQUARTERS as OURS } from '@landfall/kit/viewer/headquarters';
import { systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { onboardPartner } from '@landfall/network/partner/onboard-partner';
import { publishPolicies } from '@landfall/network/partner/publish-policy.consumer';
import { PROFILES } from './demo-accounts.ts';
import type { Connection } from './load-demo.ts';
import { TIME_ZONE } from './partner-world.ts';

/** Their departments and regions are those of their people; who they turn to is their administrator. */
const OWN = [
  `update identity.partner p set
     departments = coalesce((select array_agg(distinct m.department order by m.department) from identity.membership m
       where m.tenant_id = p.tenant_id and m.customer_id is null and m.department is not null), '{}'),
     divisions = coalesce((select array_agg(distinct left(d, 4) order by left(d, 4)) from identity.membership m, unnest(m.divisions) as d
       where m.tenant_id = p.tenant_id and m.customer_id is null), '{}')
   where departments = '{}' and divisions = '{}'`,
  `insert into network.partnership (id, since, state_since, time_zone, calendar)
   select p.tenant_id, x.since, x.since, p.time_zone, p.calendar from identity.partner p
   join (select tenant_id, min(valid_from) as since from identity.service_policy group by tenant_id) x using (tenant_id)
   on conflict (id) do update set since = excluded.since, state_since = excluded.state_since`,
  `insert into network.partnership_change (partner_id, id, at, action, to_state, by_name)
   select s.id, gen_random_uuid(), s.since - interval '12 days', 'onboard', 'INVITED', '贺志强' from network.partnership s where s.state = 'ACTIVE'
   union all select s.id, gen_random_uuid(), s.since, 'activate', 'ACTIVE', null from network.partnership s where s.state = 'ACTIVE'`,
  `insert into network.partner_contact (partner_id, name, email, phone)
   select p.tenant_id, coalesce(m.name, p.name), coalesce(m.email, p.monitoring_email), p.monitoring_line from identity.partner p
   left join lateral (select name, email from identity.membership m where m.tenant_id = p.tenant_id and m.customer_id is null
     and 'partner_admin' = any(m.roles) order by m.id limit 1) m on true on conflict do nothing`,
];

/** A partner headquarters suspended before it had a customer: nothing of its own is there. */
const SUSPENDED = {
  id: '01900000-0000-7000-8000-0000000d4201',
  name: '武汉江城软件服务有限公司',
  provinceCode: '420000',
  province: '湖北省',
};

/**
 * What moves between headquarters and its partners today: one is invited, one is suspended, Shanghai tightens its policy from
 * the first of next month and closes for an outing. Once: what is there already isn't told again.
 */
export async function tellPartnerLife(connection: Connection, tenancy: Tenancy): Promise<void> {
  const { rows } = await connection.query('select 1 from network.partner_contact limit 1');
  if (rows.length > 0) return;
  for (const profile of PROFILES) {
    const found = await connection.query(
      `select p.tenant_id as id, m.id as admin, m.name from identity.partner p
       left join identity.membership m on m.tenant_id = p.tenant_id and m.customer_id is null and 'partner_admin' = any(m.roles)
       where p.name = $1 order by m.id limit 1`,
      [profile.name],
    );
    const [partner] = found.rows as { id: string; admin: string | null; name: string | null }[];
    if (!partner) continue;
    const system = systemViewer(partner.id, partner.name ?? 'demo data');
    const admin: Viewer = { ...system, membershipId: partner.admin ?? partner.id, way: 'PASSWORD' };
    if (profile.key === 'shanghai') await tenancy.work(admin, planShanghai);
    await tenancy.work(system, publishPolicies);
  }
  for (const statement of OWN) await connection.query(statement);
  await suspendOne(connection);
  const admin = await headquartersAdmin(connection);
  await tenancy.work(admin, (unit) =>
    onboardPartner(unit, {
      name: '杭州云栈软件服务有限公司',
      provinceCode: '330000',
      contactName: '沈若兰',
      contactEmail: 'admin@hangzhou.demo',
      contactPhone: '0571-8800 1200',
    }),
  );
}

async function planShanghai(unit: UnitOfWork): Promise<void> {
  const today = unit.now.toZonedDateTimeISO(TIME_ZONE).toPlainDate();
  const [present] = await unit.execute<{ periods: never[] }>('select periods from identity.policy_card');
  const note = '客户普遍反映首次联系偏慢，从下月起收紧到 12 小时。';
  const input = {
    clockMode: 'WORKDAY' as never,
    contactHours: 12,
    onSiteHours: 24,
    periods: present?.periods ?? [],
    note,
  };
  await addPolicy(unit, { ...input, validFrom: today.with({ day: 1 }).add({ months: 1 }) });
  const friday = today.add({ days: 21 + ((12 - today.dayOfWeek) % 7) });
  await addClosingDays(unit, { date: friday, isOpen: false, name: '公司年会' });
  const saturday = friday.add({ days: 8 });
  await addClosingDays(unit, {
    date: saturday,
    isOpen: true,
    name: '年末结账支持',
    periods: [{ from: '09:00', until: '12:00' }],
  });
}

async function suspendOne(connection: Connection): Promise<void> {
  const { id, name, provinceCode, province } = SUSPENDED;
  const given = [id, name, provinceCode, province];
  await connection.query(
    'insert into network.partner (partner_id, name, province_code, province) values ($1, $2, $3, $4) on conflict do nothing',
    given,
  );
  await connection.query(
    `insert into network.partnership (id, state, since, state_since) values ($1, 'SUSPENDED', now() - interval '70 days', now() - interval '9 days')
     on conflict do nothing`,
    [id],
  );
  await connection.query(
    `insert into network.partner_contact (partner_id, name, email, phone) values ($1, '何建国', 'admin@wuhan.demo', '027-8500 3300') on conflict do nothing`,
    [id],
  );
  await connection.query(
    `insert into network.partnership_change (partner_id, id, at, action, from_state, to_state, reason, by_name)
     select $1, gen_random_uuid(), now() - x.ago, x.action, x.before, x.after, x.reason, x.who from (values
       (interval '70 days', 'onboard', null, 'INVITED', null, '贺志强'), (interval '66 days', 'activate', 'INVITED', 'ACTIVE', null, null),
       (interval '9 days', 'suspend', 'ACTIVE', 'SUSPENDED', '合作协议尚未续签，待法务确认后恢复。', '贺志强'))
       as x (ago, action, before, after, reason, who)`,
    [id],
  );
}

async function headquartersAdmin(connection: Connection): Promise<Viewer> {
  const { rows } = await connection.query(
    `select id, name from identity.headquarters_membership where 'hq_admin' = any(roles) order by id limit 1`,
  );
  const [admin] = rows as { id: string; name: string }[];
  const viewer = systemViewer(OURS, admin?.name ?? 'demo data');
  return { ...viewer, surface: 'hq', roles: ['hq_admin'], membershipId: admin?.id ?? viewer.membershipId };
}
