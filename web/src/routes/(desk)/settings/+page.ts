import { redirect } from '@sveltejs/kit';
import { settingsSections } from '#lib/settings/settings.sections.ts';

export const load = () => redirect(303, settingsSections[0]?.href ?? '/today');
