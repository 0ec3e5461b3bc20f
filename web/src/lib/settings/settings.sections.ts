import { m } from '#lib/paraglide/messages.js';

/** A page of the settings, as the list beside them says it. */
export interface SettingsSection {
  href: `/settings/${string}`;
  label: () => string;
}

/** The settings of a partner, in the order they are shown; a page of its own each. */
export const settingsSections: readonly SettingsSection[] = [
  { href: '/settings/organisation', label: m.settings_organisation },
  { href: '/settings/hours', label: m.settings_hours },
  { href: '/settings/policy', label: m.settings_policy },
  { href: '/settings/personal-data', label: m.personal_section },
  { href: '/settings/sign-on', label: m.signon_section },
  { href: '/settings/support-access', label: m.support_section },
  { href: '/settings/archive', label: m.archive_section },
  { href: '/settings/audit', label: m.audit_section },
];
