import { redirect } from '@sveltejs/kit';
import { passCookies } from '#lib/session/set-cookies.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies }) => {
  const { setCookie } = await locals.landfall.signOut();
  passCookies(cookies, setCookie);
  redirect(303, '/sign-in');
};
