/** Roles of a partner's people, with their Chinese names (requirements.md, Who uses it). */
export const DESK_ROLES = [
  'partner_admin',
  'department_manager',
  'area_supervisor',
  'hotline_consultant',
  'service_consultant',
  'implementation_consultant',
  'project_manager',
  'training_officer',
  'lecturer',
  'service_operations',
  'monitoring_officer',
  'sales',
] as const;

/** Roles of a customer's people. */
export const PORTAL_ROLES = [
  'customer_admin',
  'sponsor',
  'customer_project_manager',
  'key_user',
  'system_administrator',
  'signatory',
  'trainee',
] as const;

/** Roles at headquarters. */
export const HQ_ROLES = ['hq_admin', 'hq_quality', 'hq_product'] as const;
