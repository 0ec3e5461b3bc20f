import { error } from '@sveltejs/kit';
import { query } from '#lib/graph/query.ts';
import { m } from '#lib/paraglide/messages.js';
import { WelcomePage } from '#lib/set-up/set-up.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer.roles.includes('partner_admin')) error(403, m.settings_only_admin(), { code: 'FORBIDDEN' });
  return { asked: event.url.searchParams.get('step'), page: await query(event, WelcomePage, {}, { live: true }) };
};
