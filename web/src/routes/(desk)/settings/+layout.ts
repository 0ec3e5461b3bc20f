import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutLoad } from './$types';

/** Settings are the administrator's; the server decides again for every question. */
export const load: LayoutLoad = async ({ parent }) => {
  const { viewer } = await parent();
  if (!viewer.roles.includes('partner_admin')) error(403, m.settings_only_admin(), { code: 'FORBIDDEN' });
};
