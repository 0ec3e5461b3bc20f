import { randomBytes } from 'node:crypto';
import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Context } from '@landfall/kit/service/context';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { uuidv7 } from 'uuidv7';
import { atOwnAccount } from '../account/own-account.ts';
import type { ApiTokenInput } from './api-token.inputs.ts';
import { ApiTokenScope, type ApiTokenType, type NewApiTokenType } from './api-token.type.ts';

/** Tokens of one membership at a time. */
const MOST = 20;
/** Ended ones are shown this long. */
const SHOWN_DAYS = 30;
/** What tells a token from other texts, to people and to programs that look for leaked ones. */
export const TOKEN_FORM = /^lf_[\w-]{43}$/;
const HINT_LENGTH = 7;

const wire = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = `id, name, hint, scopes, ${wire('created_at')} as created_at, ${wire('expires_at')} as expires_at,
  ${wire('last_used_at')} as last_used_at, last_address, ${wire('ended_at')} as ended_at`;
const OF_MEMBERSHIP = 'from identity.api_token where account_id = ? and membership_id = ?';

interface Row {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  last_address: string | null;
  ended_at: string | null;
}

/** The person's tokens at this membership: live ones first, those that are over for a while yet. */
export function ownTokens(context: Context): Promise<ApiTokenType[]> {
  return atOwnAccount(context, (door) => tokensAt(door, context.viewer));
}

async function tokensAt(door: DoorWork, { accountId, membershipId }: Viewer): Promise<ApiTokenType[]> {
  const rows = await door.execute<Row>(
    `select ${COLUMNS} ${OF_MEMBERSHIP} and coalesce(ended_at, expires_at) > now() - interval '${SHOWN_DAYS} days'
     order by ended_at is not null or expires_at <= now(), api_token.created_at desc, id desc limit 200`,
    [accountId, membershipId],
  );
  return rows.map(typeOf);
}

/** Makes a token for the person at this membership; it is told this once. @throws Problem INVALID, LIMITED, FORBIDDEN */
export function createToken(context: Context, { name, scopes, days }: ApiTokenInput): Promise<NewApiTokenType> {
  const { viewer } = context;
  if (viewer.support) throw new Problem('FORBIDDEN', 'apiToken.supportVisit');
  const has = (scope: ApiTokenScope) => scopes.includes(scope);
  if (!has(ApiTokenScope.READ)) throw invalid('apiToken.readFirst', ['scopes']);
  if (has(ApiTokenScope.INTROSPECTION) && !has(ApiTokenScope.DOCUMENTS))
    throw invalid('apiToken.documentsFirst', ['scopes']);
  return atOwnAccount(context, async (door) => {
    const { accountId, membershipId } = viewer;
    // One at a time for an account, so that two at once can't both be the last that fits.
    await door.execute('select 1 from identity.account where id = ? for update', [accountId]);
    const [{ live } = { live: 0 }] = await door.execute<{ live: number }>(
      `select count(*)::int as live ${OF_MEMBERSHIP} and ended_at is null and expires_at > now()`,
      [accountId, membershipId],
    );
    if (live >= MOST) throw new Problem('LIMITED', 'apiToken.tooMany', [], { max: MOST });
    const token = `lf_${randomBytes(32).toString('base64url')}`;
    const kept = [...new Set(scopes)].map((scope) => scope.toLowerCase());
    const [row] = await door.execute<Row>(
      `insert into identity.api_token (token_hash, id, account_id, membership_id, name, hint, scopes, expires_at)
       values (?, ?, ?, ?, ?, ?, ?::text[], now() + make_interval(days => ?)) returning ${COLUMNS}`,
      [
        keyOf(token),
        uuidv7(),
        accountId,
        membershipId,
        name.trim(),
        token.slice(0, HINT_LENGTH),
        `{${kept.join(',')}}`,
        days,
      ],
    );
    if (!row) throw notFound();
    await tell(door, viewer, ['apiTokenCreated', 'createApiToken'], row);
    return { token, apiToken: typeOf(row) };
  });
}

/** Ends one of the person's tokens; one that has ended stays as it is. @throws Problem NOT_FOUND */
export function endToken(context: Context, id: string): Promise<ApiTokenType[]> {
  const { viewer } = context;
  return atOwnAccount(context, async (door) => {
    const [row] = await door.execute<Row>(
      `update identity.api_token set ended_at = coalesce(ended_at, now()) where account_id = ? and membership_id = ? and id = ? returning ${COLUMNS}`,
      [viewer.accountId, viewer.membershipId, id],
    );
    if (!row) throw notFound();
    await tell(door, viewer, ['apiTokenEnded', 'endApiToken'], row);
    return tokensAt(door, viewer);
  });
}

/** Every process forgets what it remembers of the account, and the organisation's trail has a line. */
async function tell(
  door: DoorWork,
  viewer: Viewer,
  [event, action]: readonly [event: string, action: string],
  { id, scopes, expires_at }: Row,
): Promise<void> {
  const { accountId, tenant, membershipId, name, way, address, sessionId } = viewer;
  await door.announce({ event, noun: 'account', id: accountId, ids: { apiToken: id } });
  await door.note(
    {
      tenantId: tenant,
      accountId,
      actorId: membershipId,
      actorName: name,
      way,
      address,
      sessionId,
      supportId: viewer.support?.id ?? null,
    },
    { action, noun: 'apiToken', id, after: { scopes: scopes.join(' '), expiresAt: expires_at } },
  );
}

function typeOf(row: Row): ApiTokenType {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes.map((scope) => scope.toUpperCase() as ApiTokenScope),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastAddress: row.last_address,
    endedAt: row.ended_at,
  };
}
