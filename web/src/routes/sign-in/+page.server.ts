import { fail } from '@sveltejs/kit';
import { arrive, metaOf, statusOf } from '#lib/account/arrival.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SignInAnswer, Standing } from '#lib/session/landfall.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A person who has given the password and reloads, or comes from a link of a mail, goes on where they stand. */
export const load: PageServerLoad = async ({ locals }) => {
  const { step, memberships } = await locals.landfall.standing();
  return { demo: locals.landfall.demoAccounts ?? [], step, memberships };
};

type Field = '' | 'email' | 'password' | 'code';

interface Result {
  email: string;
  problem: string;
  field: Field;
  /** Where this answer leads: before a reload, and without JavaScript, the page knows it from here. */
  step?: Standing['step'];
  memberships?: Standing['memberships'];
}

const refused = (status: number, problem: string, field: Field, email = '') =>
  fail(status, { email, problem, field } as Result);

const proceed = async (event: RequestEvent, step: Promise<SignInAnswer>, field: Field, email = '') => {
  const answer = await step.catch(() => undefined);
  if (!answer) return refused(503, m.app_unavailable(), '', email);
  arrive(event, answer);
  if (answer.ok) {
    const { step: next, memberships } = answer;
    return { email, problem: '', field: '', step: next, memberships } as Result;
  }
  const problem = answer.message || m.app_unavailable();
  // It took too long, or was ended meanwhile: from the beginning.
  if (answer.code === 'UNAUTHENTICATED') return fail(400, { email, problem, field: '', step: 'PASSWORD' } as Result);
  return refused(statusOf(answer.code), problem, answer.code === 'INVALID' ? field : '', email);
};

export const actions: Actions = {
  enter: async (event) => {
    const form = await event.request.formData();
    const email = String(form.get('email') ?? '').trim();
    const password = String(form.get('password') ?? '');
    if (!email.includes('@')) return refused(400, m.app_sign_in_email_missing(), 'email', email);
    if (!password) return refused(400, m.app_sign_in_password_missing(), 'password', email);
    return proceed(event, event.locals.landfall.signIn(email, password, metaOf(event)), '', email);
  },
  code: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '').trim();
    if (!code) return refused(400, m.account_code_missing(), 'code');
    return proceed(event, event.locals.landfall.enterCode(code, metaOf(event)), 'code');
  },
  membership: async (event) => {
    const membership = String((await event.request.formData()).get('membership') ?? '');
    return proceed(event, event.locals.landfall.chooseMembership(membership, metaOf(event)), '');
  },
};
