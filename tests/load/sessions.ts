import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type pg from 'pg';
import type { Dataset } from '../bench/dataset.ts';

/** One more person of each tenant, signed in. `as` makes them of the tenant's agent. @returns their sessions */
export async function sessions(
  owner: pg.Client,
  tenants: Dataset['tenants'],
  as: (agent: object, n: number) => object,
): Promise<string[]> {
  const made = tenants.map(({ viewer }, t) => {
    const membershipId = randomUUID();
    return { token: newToken(), viewer: { ...as(viewer, t + 1), membershipId, accountId: membershipId } };
  });
  await owner.query(
    `insert into identity.membership (tenant_id, id, account_id, customer_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
     select (v->>'tenant')::uuid, (v->>'membershipId')::uuid, (v->>'accountId')::uuid, (v->'customers'->>0)::uuid, v->>'name', 'ren',
       array(select jsonb_array_elements_text(v->'roles')), '{}', '{}', coalesce(v->>'customerName', v->>'partnerName'), 1 from unnest($1::jsonb[]) v`,
    [made.map(({ viewer }) => JSON.stringify(viewer))],
  );
  await openAll(owner, made);
  return made.map(({ token }) => token);
}

/** Somebody at headquarters, signed in. */
export async function headquartersSession(owner: pg.Client): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `insert into identity.headquarters_membership (id, account_id, name, roles, organisation_name) values ($1, $1, '总部质量', '{hq_quality}', '总部')`,
    [id],
  );
  const token = newToken();
  const viewer = {
    surface: 'hq',
    accountId: id,
    membershipId: id,
    name: '总部质量',
    email: 'load@example.cn',
    tenant: HEADQUARTERS,
    customers: [],
    roles: ['hq_quality'],
    partnerName: '总部',
    customerName: null,
    timeZone: 'Asia/Shanghai',
    membershipCount: 1,
  };
  await openAll(owner, [{ token, viewer }]);
  return token;
}

async function openAll(owner: pg.Client, made: readonly { token: string; viewer: object }[]): Promise<void> {
  await owner.query(
    `insert into identity.session (token_hash, id, account_id, membership_id, viewer, expires_at)
     select hash, (v->>'accountId')::uuid, (v->>'accountId')::uuid, (v->>'membershipId')::uuid, v, now() + interval '1 day' from unnest($1::text[], $2::jsonb[]) as s(hash, v)`,
    [
      made.map(({ token }) => createHash('sha256').update(token).digest('hex')),
      made.map(({ viewer }) => JSON.stringify(viewer)),
    ],
  );
}

const newToken = (): string => randomBytes(32).toString('base64url');
