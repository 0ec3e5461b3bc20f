import 'reflect-metadata';
import { catalogue } from '@landfall/catalogue/service';
import { type Stage, startStage, viewerOf } from '@landfall/catalogue/stage.fixture';
import { parseCallerNumber } from '@landfall/kit/phone-number/phone-number';
import { sortKey } from '@landfall/kit/search-token/search-token';
import { kit } from '@landfall/kit/service/kit.service';
import { customers } from './service.ts';

const PARTNER = '0192a000-0000-7000-8000-00000000000a';
const RIVAL = '0192a000-0000-7000-8000-00000000000b';
const VERSION = '01900000-0000-7000-8000-000000000403';

/** Customers by name; `huachang` and `lanxing` are the partner's, `theirs` is the rival's. */
export const ID = {
  huachang: '0192a000-0000-7000-8000-000000000101',
  lanxing: '0192a000-0000-7000-8000-000000000102',
  theirs: '0192a000-0000-7000-8000-000000000103',
  li: '0192a000-0000-7000-8000-000000000201',
  wang: '0192a000-0000-7000-8000-000000000202',
  zhao: '0192a000-0000-7000-8000-000000000203',
  theirZhou: '0192a000-0000-7000-8000-000000000204',
  inService: '0192a000-0000-7000-8000-000000000301',
  ended: '0192a000-0000-7000-8000-000000000302',
  theirProduct: '0192a000-0000-7000-8000-000000000303',
  version: VERSION,
} as const;

/** Who asks. */
export const who = {
  consultant: viewerOf(PARTNER, {
    roles: ['hotline_consultant'],
    membershipId: '0192a000-0000-7000-8000-000000000901',
  }),
  sales: viewerOf(PARTNER, { roles: ['sales'], membershipId: '0192a000-0000-7000-8000-000000000902' }),
  lecturer: viewerOf(PARTNER, { roles: ['lecturer'] }),
  customer: viewerOf(PARTNER, { surface: 'portal', roles: ['key_user'], customers: [ID.huachang] }),
  rival: viewerOf(RIVAL, { roles: ['partner_admin', 'sales', 'hotline_consultant'] }),
};

/** Both partners with a company each that has the same numbers, and one of the partner's that nobody knows anything of. */
export async function startCustomers(): Promise<Stage> {
  const stage = await startStage([kit, catalogue, customers]);
  const company = (tenant: string, id: string, number: string, name: string, phone: string | null) =>
    stage.sql(
      `insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address, phone, phone_e164)
       values ($1, $2, $3, $4, $5, '310115', '上海市 浦东新区', '世纪大道 100 号', $6, $7)`,
      [tenant, id, number, name, sortKey(name), phone, e164(phone)],
    );
  const person = (
    tenant: string,
    id: string,
    customer: string,
    name: string,
    phone: string,
    mobile: string | null,
    first: boolean,
  ) =>
    stage.sql(
      `insert into customers.contact (tenant_id, id, customer_id, name, sort_key, phone, phone_e164, mobile, mobile_e164, is_primary)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [tenant, id, customer, name, sortKey(name, 'surname'), phone, e164(phone), mobile, e164(mobile), first],
    );
  const product = (tenant: string, id: string, customer: string, serial: string, starts: number, ends: number) =>
    stage.sql(
      `insert into customers.registered_product (tenant_id, id, customer_id, product_version_id, product_name, line, version, serial,
         service_starts_on, service_ends_on)
       select $1, $2, $3, v.id, p.name, p.line, v.version, $4, d.today + $5::int, d.today + $6::int
       from catalogue.product_version v join catalogue.product p on p.id = v.product_id,
         (select (now() at time zone 'Asia/Shanghai')::date as today) d where v.id = '${VERSION}'`,
      [tenant, id, customer, serial, starts, ends],
    );
  await company(PARTNER, ID.huachang, 'C2025-00001', '华昌贸易有限公司', '021-58886666');
  await company(PARTNER, ID.lanxing, 'C2025-00002', '蓝星电子厂', '021-58880000');
  await company(RIVAL, ID.theirs, 'C2025-00001', '重庆长江实业公司', '021-58886666');
  await person(PARTNER, ID.li, ID.huachang, '李敏', '021 5888 6666', '13812345678', true);
  await person(PARTNER, ID.wang, ID.huachang, '王磊', '021 5888 6666-803', null, false);
  await person(PARTNER, ID.zhao, ID.lanxing, '赵云', '021 5888 0001', '13900000000', true);
  await person(RIVAL, ID.theirZhou, ID.theirs, '周瑜', '021 5888 6666', '13812345678', true);
  await product(PARTNER, ID.inService, ID.huachang, 'KP-2026-0001', -100, 128);
  await product(PARTNER, ID.ended, ID.huachang, 'KP-2024-0777', -500, -41);
  await product(RIVAL, ID.theirProduct, ID.theirs, 'KP-9999-0001', -10, 10);
  return stage;
}

function e164(phone: string | null): string | null {
  const parsed = phone && parseCallerNumber(phone);
  return parsed && 'e164' in parsed ? parsed.e164 : null;
}
