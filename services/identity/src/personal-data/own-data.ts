import { Problem } from '@landfall/kit/problem/problem';
import { KEPT_DAYS } from '@landfall/kit/retention/terms';
import type { Context } from '@landfall/kit/service/context';
import { atOwnAccount, refusePrograms } from '../account/own-account.ts';
import { keptAbout } from './access-file.ts';
import { lastAdministratorOf, placesOf } from './erase-account.ts';
import { type KeptKind, keptKinds } from './kept-data.ts';
import type { KeptDataType, PersonalDataType } from './personal-data.type.ts';

/** Kinds that an erasure leaves: what both sides signed, what the organisation has to account for, who did what. */
const STAYS = new Set(['serviceRecord', 'service', 'contact', 'audit']);
/** How long after it was asked for a file can be fetched. */
const FILE_MINUTES = 10;

/** A kind as a reader sees it. */
export function keptData({ key, what, why, term }: KeptKind, { viewer }: Context, count: number | null): KeptDataType {
  return {
    id: key,
    what: what[viewer.locale],
    why: why[viewer.locale],
    keptForDays: term === 'organisation' ? null : KEPT_DAYS[term],
    count,
  };
}

/** What is kept about the asking person, and what an erasure would end and leave. */
export async function ownData(context: Context): Promise<PersonalDataType> {
  const account = await atOwnAccount(context, async (door) => {
    const [row] = await door.execute<{ email: string }>('select email from identity.account where id = ?', [
      context.viewer.accountId,
    ]);
    return row;
  });
  const parts = await keptAbout(context);
  const kept = parts.map(({ kind, tables }) =>
    keptData(
      kind,
      context,
      tables.reduce((sum, { rows }) => sum + rows.length, 0),
    ),
  );
  const places = (await placesOf(context)).filter((place) => !place.is_over);
  const last = new Set((await lastAdministratorOf(context, places)).map(({ id }) => id));
  return {
    id: context.viewer.accountId,
    email: account?.email ?? '',
    kept,
    ends: places.map(({ id, organisation_name }) => ({
      id,
      organisation: organisation_name,
      isLastAdministrator: last.has(id),
    })),
    stays: keptKinds.filter(({ key }) => STAYS.has(key)).map((kind) => keptData(kind, context, null)),
  };
}

/** A file may be fetched by its person for a while after it was asked for: its own line in the trail says so. @throws Problem NOT_FOUND */
export async function requireAsked(context: Context, id: string): Promise<void> {
  refusePrograms(context);
  const { accountId } = context.viewer;
  const [line] = await context.host.tenancy.reader('edge').query(
    { login: 'edge', account: accountId },
    {
      text: `select 1 from ledger.audit_entry where tenant_id = $1 and actor_id = $2 and account_id = $3 and noun_id = $4
        and action = 'askAccessFile' and at > now() - interval '${FILE_MINUTES} minutes'`,
      values: [context.viewer.tenant, context.viewer.membershipId, accountId, id],
    },
  );
  if (!line) throw new Problem('NOT_FOUND', 'personalData.fileGone', ['id']);
}
