import { foldText } from '@landfall/kit/search-token/fold-text';
import { tokensOf, tokensOfQuery } from '@landfall/kit/search-token/search-token';
import type { Context } from '@landfall/kit/service/context';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { PEOPLE_KEEPER } from './member.roles.ts';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A partner's people are few: more than this and a search looks at the first of them. */
const MOST = 3000;

/**
 * Ids of the partner's people (or invitations) whose name, e-mail or phone fits: characters, pinyin, initials, any part of an
 * e-mail. Their tokens are made when asked for: what a person is found by stands in no table, and e-mails are not in the
 * search everybody at the desk uses.
 */
export async function idsFound(
  { source, viewer }: Pick<Context, 'source' | 'viewer'>,
  search: string,
  table: 'identity.membership' | 'identity.invitation' = 'identity.membership',
): Promise<string[]> {
  // Somebody who isn't told e-mails doesn't find by them either.
  const mayAskEmails = hasRole(viewer, PEOPLE_KEEPER);
  const rows = await source.reader.query<Found>(source.scope, {
    name: `staff-search ${table}`,
    text: `select id, name, email, phone from ${table} where customer_id is null order by sort_key, id limit ${MOST}`,
  });
  return rows.filter((row) => fits(mayAskEmails ? row : { ...row, email: null }, search)).map(({ id }) => id);
}

/** Whether a person is meant by what was typed. */
export function fits({ name, email, phone }: Omit<Found, 'id'>, search: string): boolean {
  const typed = foldText(search.trim());
  if (typed.includes('@') || /^[\w.+-]{3,}$/.test(typed)) {
    if (email && foldText(email).includes(typed)) return true;
  }
  const conditions = tokensOfQuery(search);
  if (conditions.length === 0) return false;
  const tokens = tokensOf({ texts: [name], phones: phone ? [phone] : [] });
  return conditions.every((alternatives) =>
    alternatives.some(({ token, match }) =>
      tokens.some((one) => (match === 'equals' ? one === token : one.startsWith(token))),
    ),
  );
}
