import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Dataset } from './dataset.ts';

/** Colleagues of a tenant, each with a session of their own. @returns the tokens of the sessions */
export async function hireMany(
  migratorUrl: string,
  { id: tenant, viewer }: Dataset['tenants'][number],
  count: number,
): Promise<readonly string[]> {
  const people = Array.from({ length: count }, (_, n) => {
    const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')];
    const own = { accountId: id, membershipId: id, name: `顾问 ${n}`, email: `colleague-${n}@example.cn` };
    return { id, token, name: own.name, viewer: { ...viewer, ...own } };
  });
  const owner = new pg.Client(migratorUrl);
  owner.on('error', () => {});
  await owner.connect();
  const rows = people.map(({ id, token, name, viewer: own }) => ({
    id,
    name,
    hash: createHash('sha256').update(token).digest('hex'),
    viewer: own,
  }));
  const { roles, partnerName } = viewer as { roles: readonly string[]; partnerName: string };
  await owner.query(
    `insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
     select $1, id, id, name, 'guwen', $2, '{}', '{}', $3, 1 from jsonb_to_recordset($4) as p(id uuid, name text)`,
    [tenant, roles, partnerName, JSON.stringify(rows)],
  );
  await owner.query(
    `insert into identity.session (token_hash, id, account_id, membership_id, viewer, expires_at)
     select hash, id, id, id, viewer, now() + interval '1 day' from jsonb_to_recordset($1) as p(id uuid, hash text, viewer jsonb)`,
    [JSON.stringify(rows)],
  );
  await owner.end();
  return people.map(({ token }) => token);
}
