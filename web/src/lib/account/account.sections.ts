import { m } from '#lib/paraglide/messages.js';

/** What of one's own account has a page; a line each. */
export const accountSections: ReadonlyArray<{ href: string; label: () => string }> = [
  { href: '/account', label: m.account_section_profile },
  { href: '/account/security', label: m.account_section_security },
  { href: '/account/sessions', label: m.account_section_sessions },
  { href: '/account/notifications', label: m.inbox_section },
  { href: '/account/tokens', label: m.account_section_tokens },
  { href: '/account/data', label: m.personal_section },
];
