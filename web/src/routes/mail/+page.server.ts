import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

/** Mail that is kept instead of sent. Where it isn't (a mail server is set, or there is no demo data), there is no such page. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const box = locals.landfall.keptMail;
  if (!box) error(404, m.app_error_missing_title());
  const search = url.searchParams.get('q') ?? '';
  const id = url.searchParams.get('id');
  const [mails, opened] = await Promise.all([box.list(search), id ? box.open(id) : null]);
  return { search, id, mails, opened };
};
