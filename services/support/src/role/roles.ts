/** Who answers the hotline and works on tickets. */
export const HOTLINE = [
  'hotline_consultant',
  'service_consultant',
  'area_supervisor',
  'department_manager',
  'partner_admin',
] as const;

/** Who sends people out (R2): area supervisors, and those above them. */
export const SUPERVISORS = ['area_supervisor', 'department_manager', 'partner_admin'] as const;

/** Who may ask for a visit to be made; out of term only {@link SUPERVISORS} may. */
export const DISPATCHERS = ['hotline_consultant', ...SUPERVISORS] as const;

/** Who gives a leaving colleague's work to others. */
export const PEOPLE_KEEPERS = ['department_manager', 'partner_admin'] as const;

/** Who goes there. */
export const CONSULTANT = 'service_consultant';

/** Who speaks for a customer: everybody but trainees. */
export const CUSTOMER_VOICES = [
  'customer_admin',
  'signatory',
  'key_user',
  'customer_project_manager',
  'sponsor',
  'system_administrator',
] as const;
