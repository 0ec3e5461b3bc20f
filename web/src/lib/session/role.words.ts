import { m } from '#lib/paraglide/messages.js';

const roles: Record<string, () => string> = {
  partner_admin: m.words_role_partner_admin,
  sales: m.words_role_sales,
  hotline_consultant: m.words_role_hotline_consultant,
  area_supervisor: m.words_role_area_supervisor,
  service_consultant: m.words_role_service_consultant,
  implementation_consultant: m.words_role_implementation_consultant,
  project_manager: m.words_role_project_manager,
  training_officer: m.words_role_training_officer,
  lecturer: m.words_role_lecturer,
  service_operations: m.words_role_service_operations,
  monitoring_officer: m.words_role_monitoring_officer,
  department_manager: m.words_role_department_manager,
  customer_admin: m.words_role_customer_admin,
  sponsor: m.words_role_sponsor,
  customer_project_manager: m.words_role_customer_project_manager,
  key_user: m.words_role_key_user,
  system_administrator: m.words_role_system_administrator,
  trainee: m.words_role_trainee,
  signatory: m.words_role_signatory,
  hq_admin: m.words_role_hq_admin,
  hq_quality: m.words_role_hq_quality,
  hq_product: m.words_role_hq_product,
};

/** A role's name; several are joined. */
export const roleWords = (role: string): string =>
  role
    .split(/[,\s]+/)
    .map((one) => roles[one.toLowerCase()]?.() ?? one)
    .join(' · ');
