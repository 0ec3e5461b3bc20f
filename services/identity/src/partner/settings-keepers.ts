/** Who keeps the partner's settings. */
export const SETTINGS_KEEPERS = ['partner_admin'] as const;
