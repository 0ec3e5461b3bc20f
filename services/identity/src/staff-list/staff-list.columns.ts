import { wordKey } from '../membership/member.details.ts';

/** A column of a list of staff. */
export type StaffColumn = 'name' | 'email' | 'roles' | 'department' | 'divisions' | 'productLines' | 'title' | 'phone';

/** What a list without a header is read as. */
export const USUAL_ORDER: readonly StaffColumn[] = [
  'name',
  'email',
  'roles',
  'department',
  'divisions',
  'productLines',
];

/** What headers call a column; traditional characters are read as simplified, case and spaces don't count. */
const HEADERS: Readonly<Record<StaffColumn, readonly string[]>> = {
  name: ['姓名', '名字', '员工', '员工姓名', 'name', 'full name', 'staff'],
  email: [
    '邮箱',
    '电子邮箱',
    '电子邮件',
    '邮件',
    '信箱',
    '电邮',
    'email',
    'e-mail',
    'mail',
    'e-mail address',
    'email address',
  ],
  roles: ['角色', '岗位', '权限', '角色权限', 'role', 'roles'],
  department: ['部门', '所属部门', 'department', 'dept'],
  divisions: [
    '地区',
    '区域',
    '服务地区',
    '服务区域',
    '负责区域',
    '负责地区',
    'region',
    'regions',
    'regions served',
    'area',
    'areas',
  ],
  productLines: ['产品', '产品线', '认证产品', '认证', 'product', 'products', 'certified for', 'certification'],
  title: ['职务', '职称', '头衔', 'title', 'job title', 'post'],
  phone: ['电话', '手机', '手机号', '联系电话', '行动电话', 'phone', 'mobile', 'telephone'],
};

const columns = new Map<string, StaffColumn>();

/** The column a header means; undefined where it means none. */
export function columnOf(header: string): StaffColumn | undefined {
  if (columns.size === 0)
    for (const [column, words] of Object.entries(HEADERS) as [StaffColumn, readonly string[]][])
      for (const word of words) columns.set(wordKey(word), column);
  return columns.get(wordKey(header));
}
