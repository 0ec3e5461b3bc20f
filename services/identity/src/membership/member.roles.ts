/** What somebody may be at a partner. */
export const STAFF_ROLES = [
  'partner_admin',
  'department_manager',
  'area_supervisor',
  'hotline_consultant',
  'service_consultant',
  'implementation_consultant',
  'project_manager',
  'service_operations',
  'monitoring_officer',
  'sales',
  'training_officer',
  'lecturer',
] as const;

/** What somebody may be at a customer. */
export const CUSTOMER_ROLES = [
  'customer_admin',
  'sponsor',
  'customer_project_manager',
  'key_user',
  'system_administrator',
  'trainee',
  'signatory',
] as const;

/** What somebody may be at headquarters. */
export const HEADQUARTERS_ROLES = ['hq_admin', 'hq_quality', 'hq_product'] as const;

/** Who keeps headquarters' people. */
export const HEADQUARTERS_KEEPER = 'hq_admin';

/** Who keeps a partner's people. */
export const PEOPLE_KEEPER = 'partner_admin';

/** Who keeps a customer's people, in the portal. */
export const CUSTOMER_KEEPER = 'customer_admin';

/** Who at the desk may see a customer's people. */
export const CUSTOMER_PEOPLE_READERS = [PEOPLE_KEEPER, 'hotline_consultant', 'sales'] as const;
