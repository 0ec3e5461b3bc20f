import { csvText } from '@landfall/kit/csv/csv-text';
import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { Context } from '@landfall/kit/service/context';

/** A person as the file has them. */
interface ExportedMember {
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly string[];
  readonly department: string | null;
  readonly regions: readonly string[];
  readonly productLines: readonly string[];
  readonly title: string | null;
  readonly phone: string | null;
  readonly state: string;
  readonly since: string | null;
}

/** Headers a pasted list is read by again, so that a file can go back in. */
const HEADERS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['姓名', '邮箱', '角色', '部门', '服务地区', '产品', '职务', '电话', '状态', '加入时间'],
  'zh-TW': ['姓名', '電子郵件', '角色', '部門', '服務地區', '產品', '職務', '電話', '狀態', '加入時間'],
  en: ['Name', 'E-mail', 'Roles', 'Department', 'Regions', 'Products', 'Title', 'Phone', 'State', 'Joined'],
};

const STATES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  ACTIVE: { 'zh-CN': '在职', 'zh-TW': '在職', en: 'Active' },
  ABSENT: { 'zh-CN': '缺勤', 'zh-TW': '缺勤', en: 'Absent' },
  INVITED: { 'zh-CN': '已邀请', 'zh-TW': '已邀請', en: 'Invited' },
  LEFT: { 'zh-CN': '已离开', 'zh-TW': '已離開', en: 'Left' },
};

const MOST = 5000;

const EVERYBODY = `select p.name, p.email, p.roles, p.department, p.title, p.phone, p.state, p."productLines", p.since,
    array(select coalesce(d.full_name, c.code) from unnest(p.divisions) with ordinality c (code, place)
      left join catalogue.division d on d.code = rpad(c.code, 6, '0') order by c.place) as regions
  from (
    select m.name, m.sort_key, m.id, m.email, m.roles, m.department, m.title, m.phone, m.divisions, m.product_lines as "productLines",
      case when m.ended_at is not null then 'LEFT' when c.is_absent then 'ABSENT' else 'ACTIVE' end as state,
      to_char(m.joined_at at time zone $1, 'YYYY-MM-DD') as since
    from identity.membership m join identity.member_card c on c.id = m.id where m.customer_id is null
    union all
    select i.name, i.sort_key, i.id, i.email, i.roles, i.department, i.title, i.phone, i.divisions, i.product_lines, 'INVITED', null
    from identity.invitation i where i.customer_id is null and i.accepted_at is null and i.withdrawn_at is null) p
  where $2 or p.state <> 'LEFT' order by array_position(array['ACTIVE', 'ABSENT', 'INVITED', 'LEFT'], p.state), p.sort_key, p.id limit ${MOST}`;

/** The partner's people as a file, who left only where asked for. */
export async function staffFile(
  { source, viewer }: Context,
  includeLeft: boolean,
): Promise<{ text: string; count: number }> {
  const rows = await source.reader.query<ExportedMember>(source.scope, {
    name: 'staff-export',
    text: EVERYBODY,
    values: [viewer.timeZone, includeLeft],
  });
  const between = viewer.locale === 'en' ? '; ' : '、';
  const text = csvText(
    HEADERS[viewer.locale],
    rows.map((row) => [
      row.name,
      row.email,
      row.roles.join(between),
      row.department,
      row.regions.join(between),
      row.productLines.join(between),
      row.title,
      row.phone,
      STATES[row.state]?.[viewer.locale] ?? row.state,
      row.since,
    ]),
  );
  return { text, count: rows.length };
}
