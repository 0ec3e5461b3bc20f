/** What somebody may be at a partner, the more usual ones first. */
export const staffRoles = [
  'hotline_consultant',
  'service_consultant',
  'area_supervisor',
  'department_manager',
  'service_operations',
  'monitoring_officer',
  'implementation_consultant',
  'project_manager',
  'sales',
  'training_officer',
  'lecturer',
  'partner_admin',
] as const;

/** What somebody may be at a customer. */
export const customerRoles = [
  'key_user',
  'customer_admin',
  'signatory',
  'customer_project_manager',
  'system_administrator',
  'sponsor',
  'trainee',
] as const;
