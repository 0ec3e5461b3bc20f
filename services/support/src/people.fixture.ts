import { sortKey } from '@landfall/kit/search-token/search-token';
import { systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { uuidv7 } from 'uuidv7';
import type { Stage } from './support.fixture.ts';

const PERIODS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:30', until: '17:30' }));

/** A partner with its people, and two customers of which the first has one of everything. */
export interface Partner {
  readonly tenant: string;
  readonly hotline: Viewer;
  readonly supervisor: Viewer;
  readonly consultant: Viewer;
  readonly colleague: Viewer;
  readonly lecturer: Viewer;
  /** The first customer's key user, in the portal. */
  readonly customer: Viewer;
  /** The same at the other customer. */
  readonly other: Viewer;
  readonly customerId: string;
  readonly otherId: string;
  readonly contactId: string;
  readonly otherContactId: string;
  readonly inService: string;
  readonly ended: string;
  readonly remoteSite: string;
}

/** Makes one. Its clock is plain time and it is open on working days from 08:30 to 17:30. */
export async function makePartner(stage: Stage): Promise<Partner> {
  const tenant = uuidv7();
  await stage.sql(
    `insert into identity.partner (tenant_id, name, province_code, province_name, time_zone, calendar) values ($1, '华东软件', '310000', '上海市', 'Asia/Shanghai', 'CN')`,
    [tenant],
  );
  await stage.sql(
    `insert into identity.service_policy (tenant_id, id, policy_version, valid_from, clock_mode, contact_hours, on_site_hours, periods)
     values ($1, $2, 1, '2020-01-01', 'ELAPSED', 16, 24, $3)`,
    [tenant, uuidv7(), JSON.stringify(PERIODS)],
  );
  const at = (roles: string[], name: string, more: Partial<Viewer> = {}): Viewer => ({
    ...systemViewer(tenant, name),
    roles,
    membershipId: uuidv7(),
    timeZone: 'Asia/Shanghai',
    locale: 'en',
    ...more,
  });
  const member = async (
    roles: string[],
    name: string,
    lines: string[] = [],
    divisions: string[] = [],
  ): Promise<Viewer> => {
    const viewer = at(roles, name);
    await stage.sql(
      `insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, '华东软件')`,
      [tenant, viewer.membershipId, uuidv7(), name, sortKey(name, 'surname'), roles, lines, divisions],
    );
    return viewer;
  };
  const company = async (name: string, isRemote: boolean): Promise<string> => {
    const id = uuidv7();
    await stage.sql(
      `insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address, phone, is_remote)
       values ($1, $2, $3, $4, $5, '310115', '上海市 浦东新区', '世纪大道 100 号', '021-58886666', $6)`,
      [tenant, id, `C2026-${id.slice(-5)}`, name, sortKey(name), isRemote],
    );
    await stage.sql(
      `insert into ledger.search_token (tenant_id, token, noun, noun_id, customer_id) values ($1, $2, 'customer', $3, $3)`,
      [tenant, sortKey(name).slice(0, 4), id],
    );
    return id;
  };
  const contact = async (customerId: string, name: string): Promise<string> => {
    const id = uuidv7();
    await stage.sql(
      `insert into customers.contact (tenant_id, id, customer_id, name, sort_key, mobile, is_primary) values ($1, $2, $3, $4, $5, '138 1234 5678', true)`,
      [tenant, id, customerId, name, sortKey(name, 'surname')],
    );
    return id;
  };
  const product = async (customerId: string, starts: number, ends: number): Promise<string> => {
    const id = uuidv7();
    await stage.sql(
      `insert into customers.registered_product (tenant_id, id, customer_id, product_version_id, product_name, line, version, serial, service_starts_on, service_ends_on)
       select $1, $2, $3, v.id, p.name, 'KIS', v.version, $4, d.today + $5::int, d.today + $6::int
       from catalogue.product_version v join catalogue.product p on p.id = v.product_id,
         (select (now() at time zone 'Asia/Shanghai')::date as today) d where p.line = 'KIS' limit 1`,
      [tenant, id, customerId, `KP-${id.slice(-8)}`, starts, ends],
    );
    return id;
  };
  const [customerId, otherId] = [await company('华昌贸易有限公司', false), await company('蓝星电子厂', false)];
  const remoteSite = uuidv7();
  await stage.sql(
    `insert into customers.site (tenant_id, id, customer_id, name, division_code, division_name, address, how_to_get_there, is_remote)
     values ($1, $2, $3, '崇明仓库', '310151', '上海市 崇明区', '陈家镇 8 号', '过隧道后左转', true)`,
    [tenant, remoteSite, customerId],
  );
  const reads = (id: string, name: string): Viewer =>
    at(['key_user'], name, { surface: 'portal', customers: [id], customerName: name });
  return {
    tenant,
    hotline: await member(['hotline_consultant'], '陈热线'),
    supervisor: await member(['area_supervisor'], '周主管'),
    consultant: await member(['service_consultant'], '吴顾问', ['KIS'], ['3101']),
    colleague: await member(['service_consultant'], '郑同事', ['K3'], ['3101']),
    lecturer: await member(['lecturer'], '王讲师'),
    customer: reads(customerId, '李敏'),
    other: reads(otherId, '赵云'),
    customerId,
    otherId,
    contactId: await contact(customerId, '李敏'),
    otherContactId: await contact(otherId, '赵云'),
    inService: await product(customerId, -100, 128),
    ended: await product(customerId, -500, -41),
    remoteSite,
  };
}
