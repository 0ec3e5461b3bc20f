import { wordKey } from './member.details.ts';

/** What lists call a role besides its code, in the three languages; traditional characters are read as simplified. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  partner_admin: ['伙伴管理员', '管理员', 'partner administrator', 'administrator', 'admin'],
  department_manager: ['部门经理', '部门主管', 'department manager', 'manager'],
  area_supervisor: ['区域主管', '主管', 'area supervisor', 'supervisor'],
  hotline_consultant: ['热线顾问', '热线', 'hotline consultant', 'hotline'],
  service_consultant: ['服务顾问', '顾问', 'service consultant', 'consultant'],
  implementation_consultant: ['实施顾问', '导入顾问', 'implementation consultant'],
  project_manager: ['项目经理', '专案经理', 'project manager'],
  service_operations: ['服务运管部', '服务运管', '服务营运部', 'service operations', 'operations'],
  monitoring_officer: ['服务监督岗', '服务监督', '服务监督人员', 'monitoring officer'],
  sales: ['销售', '业务', 'sales'],
  training_officer: ['培训专员', '教育训练专员', 'training officer'],
  lecturer: ['讲师', 'lecturer'],
};

const codes = new Map<string, string>();

/** The role a word means; the word itself where it means none. */
export function roleOf(word: string): string {
  if (codes.size === 0)
    for (const [code, words] of Object.entries(WORDS))
      for (const one of [code, ...words]) codes.set(wordKey(one), code);
  return codes.get(wordKey(word)) ?? word.trim();
}
