import { createHash, randomUUID } from 'node:crypto';
import { services } from '@landfall/gateway/host/services';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { archivePlan } from '@landfall/ledger/archive/archive-plan';
import { drawingOf } from '@landfall/ledger/archive/drawing';
import { makeArchive } from '@landfall/ledger/archive/make-archive';
import { tablesElsewhere } from '@landfall/ledger/archive/tables-elsewhere';
import { expect } from 'vitest';
import { eventually } from '../kit/copy.ts';
import { test } from '../kit/fixtures.ts';
import { hire, type Organisation } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { tell } from '../kit/story.ts';
import type { World } from '../kit/world.ts';
import { unzip } from '../kit/zip.ts';

const MAKE = 'mutation { makeArchive { id state rowsDone } }';
const STANDING = '{ archiveStanding { isLeaving archives { id state rowsDone rowsTotal bytes sha256 files } } }';

interface Standing {
  archiveStanding: {
    isLeaving: boolean;
    archives: { id: string; state: string; bytes: number; sha256: string; files: number }[];
  };
}
interface Manifest {
  partner: { id: string; name: string };
  askedBy: string;
  rows: number;
  readFrom: string;
  readUntil: string;
  files: { path: string; rows?: number; readFrom: string; readUntil: string; bytes: number; sha256: string }[];
  leftOut: { table: string; reason: string }[];
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const fetchArchive = (world: World, person: Person, id: string) =>
  fetch(`${world.url}/files/archive/${id}`, { headers: { cookie: `landfall=${person.token}` }, redirect: 'manual' });

async function isReady(admin: Person, id: string): Promise<boolean> {
  const { archiveStanding } = await admin.get<Standing>(STANDING);
  return archiveStanding.archives.some((archive) => archive.id === id && archive.state === 'READY');
}

/** An archive of a partner, made and taken. */
async function take(world: World, partner: Organisation) {
  const admin = await hire(partner, '管理员', ['partner_admin']);
  const { makeArchive: made } = await admin.get<{ makeArchive: { id: string } }>(MAKE);
  expect(await eventually(() => isReady(admin, made.id), 15_000)).toBe(true);
  const response = await fetchArchive(world, admin, made.id);
  const zip = Buffer.from(await response.arrayBuffer());
  const files = unzip(zip);
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '{}') as Manifest;
  return { admin, id: made.id, response, zip, files, manifest };
}

test('an archive has every row of the partner and nothing of the rival, each file with its count and hash', async ({
  world,
  partner,
  consultant,
  customer,
  rival,
}) => {
  const theirs = await hire(rival, '对手的人', ['sales']);
  const { recordId } = await tell({ ...partner, consultant, customer });
  await world.owner.query(`update support.service_record set customer_signature = $1 where id = $2`, [
    JSON.stringify([
      {
        points: [
          { x: 1, y: 2 },
          { x: 30, y: 40 },
        ],
      },
    ]),
    recordId,
  ]);
  await world.owner.query(`update customers.customer set address = '=HYPERLINK("http://x")' where id = $1`, [
    customer.id,
  ]);
  const { response, zip, files, manifest, id, admin } = await take(world, partner);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/zip',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringMatching(/^attachment; filename="landfall-[\d-]+\.zip"$/),
    'content-length': String(zip.length),
  });
  const { archiveStanding } = await admin.get<Standing>(STANDING);
  expect(archiveStanding.archives[0]).toMatchObject({ id, bytes: zip.length, sha256: sha256(zip), files: files.size });
  expect(manifest).toMatchObject({ partner: { id: partner.tenant, name: partner.name }, askedBy: '管理员' });
  expect(new Set([...manifest.files.map((file) => file.path), 'manifest.json', 'README.md'])).toEqual(
    new Set(files.keys()),
  );
  // It isn't of one moment, and says of what moment each file is.
  const moments = manifest.files.flatMap(({ readFrom, readUntil }) => [readFrom, readUntil]).sort();
  expect([moments[0], moments.at(-1)]).toEqual([manifest.readFrom, manifest.readUntil]);
  expect(moments.every((at) => !Number.isNaN(Date.parse(at)))).toBe(true);
  // No service of this host runs elsewhere.
  expect(manifest.leftOut.filter(({ reason }) => reason === 'OTHER_PROCESS')).toEqual([]);
  for (const { path, bytes, sha256: hash, rows } of manifest.files) {
    const content = files.get(path) as Buffer;
    expect([content.length, sha256(content)], path).toEqual([bytes, hash]);
    if (!path.startsWith('csv/')) continue;
    const table = path.slice(4, -4).replace('/', '.');
    const { rows: counted } = await world.owner.query<{ n: number }>(
      `select count(*)::int as n from ${table} where tenant_id = $1`,
      [partner.tenant],
    );
    // That it is ready is in the trail, and the administrator was told: after it was read.
    if (table !== 'ledger.audit_entry' && !table.startsWith('notifications.')) expect(rows, path).toBe(counted[0]?.n);
  }
  const tickets = files.get('csv/support/ticket.csv')?.toString() ?? '';
  expect(tickets.startsWith('\uFEFF')).toBe(true);
  expect(tickets).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+Z,/);
  expect(files.get('csv/customers/customer.csv')?.toString()).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(files.get(`files/support.service_record/${recordId}-customer_signature.svg`)?.toString()).toContain(
    'M1 2L30 40',
  );
  expect(files.get('csv/ledger/audit_entry.csv')?.toString()).toContain('管理员');
  expect(files.get('README.md')?.toString()).toMatch(/数据归档[\s\S]*archive of its data/);
  const whole = [...files.values()].map((file) => file.toString()).join('\n');
  for (const secret of [rival.tenant, theirs.membershipId, '对手的人']) expect(whole).not.toContain(secret);
  expect((await fetchArchive(world, await hire(rival, '对手管理员', ['partner_admin']), id)).status).toBe(404);
});

test('nobody but an administrator with a fresh proof makes or takes one, and each taking is in the trail', async ({
  world,
  partner,
  customer,
  rival,
  headquarters,
}) => {
  const { id, admin } = await take(world, partner);
  for (const person of [partner.hotline, customer.person, headquarters, rival.supervisor])
    expect((await fetchArchive(world, person, id)).status, person.name).toBe(404);
  expect((await fetch(`${world.url}/files/archive/${id}`)).status).toBe(404);
  expect(await partner.hotline.codeOf(MAKE)).toBe('FORBIDDEN');
  const unproven = await hire(partner, '未验证', ['partner_admin']);
  await world.owner.query('update identity.session set proven_at = null where membership_id = $1', [
    unproven.membershipId,
  ]);
  expect((await unproven.ask(MAKE)).errors?.[0]?.extensions).toMatchObject({ reason: 'proofNeeded' });
  expect((await fetchArchive(world, unproven, id)).status).toBe(403);
  const { rows } = await world.owner.query(
    `select actor_id from ledger.audit_entry where tenant_id = $1 and action = 'archiveDownloaded' and noun_id = $2`,
    [partner.tenant, id],
  );
  expect(rows).toEqual([{ actor_id: admin.membershipId }]);
});

test('while one is made there is no second, its progress is live, and a file whose time is over is gone', async ({
  world,
  partner,
}) => {
  const admin = await hire(partner, '管理员', ['partner_admin']);
  const moves = await admin.listen<{ archiveChanged: { state: string } }>(
    'subscription { archiveChanged { id state rowsDone rowsTotal } }',
  );
  await world.owner.query(
    `insert into ledger.archive (tenant_id, id, asked_by_id, lease_until) values ($1, $2, $3, now() + interval '1 hour')`,
    [partner.tenant, randomUUID(), admin.membershipId],
  );
  expect(await admin.codeOf(MAKE)).toBe('CONFLICT');
  await world.owner.query('update ledger.archive set lease_until = now() where tenant_id = $1', [partner.tenant]);
  await moves.until(({ archiveChanged }) => archiveChanged.state === 'READY');
  await world.owner.query(`update ledger.archive set expires_at = now() where tenant_id = $1`, [partner.tenant]);
  await moves.until(({ archiveChanged }) => archiveChanged.state === 'EXPIRED');
  const { rows } = await world.owner.query('select 1 from ledger.archive_chunk where tenant_id = $1', [partner.tenant]);
  expect(rows).toEqual([]);
  await admin.leave();
});

test('a process that ends in the middle leaves nothing twice and nothing out: another goes on where it was', async ({
  world,
  partner,
}) => {
  const admin = await hire(partner, '管理员', ['partner_admin']);
  await world.owner
    .query(`insert into kit.counter (tenant_id, noun, year, value) select $1, 'x', 2000, 0 on conflict do nothing`, [
      partner.tenant,
    ])
    .catch(() => undefined);
  // More rows than one reading, so that it can be ended between two.
  await world.owner.query(
    `insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address, is_remote, version)
     select $1, gen_random_uuid(), 'N' || n, '客户' || n, 'kehu', '310115', '浦东新区', '地址', false, 1 from generate_series(1, 1700) n`,
    [partner.tenant],
  );
  const id = randomUUID();
  await world.owner.query(
    `insert into ledger.archive (tenant_id, id, asked_by_id, lease_until) values ($1, $2, $3, now() - interval '1 second')`,
    [partner.tenant, id, admin.membershipId],
  );
  // Ended at every place in turn, by processes that each come one step further; those of other worlds may take it too.
  for (let n = 1; n < 8; n += 1) {
    const ending = new AbortController();
    const reader = world.host.tenancy.reader('desk');
    const [query, left] = [reader.query, { steps: n * 7 }];
    reader.query = (...args: Parameters<typeof query>) => {
      left.steps -= 1;
      if (left.steps === 0) ending.abort();
      return query.apply(reader, args) as never;
    };
    await makeArchive(world.host, { tenant: partner.tenant, id, by: randomUUID(), signal: ending.signal });
    reader.query = query;
  }
  expect(await eventually(() => isReady(admin, id), 15_000)).toBe(true);
  const zip = Buffer.from(await (await fetchArchive(world, admin, id)).arrayBuffer());
  const rows = unzip(zip).get('csv/customers/customer.csv')?.toString().trimEnd().split('\r\n').slice(1) ?? [];
  expect(new Set(rows).size).toBe(1700);
  expect(rows).toHaveLength(1700);
});

test('no secret is in the plan, and each table that is left out has its reason', () => {
  const plan = archivePlan(services.flatMap((service) => service.entities));
  const columns = plan.tables.flatMap((table) => table.columns.map((column) => `${table.name}.${column}`));
  for (const secret of ['identity.sign_on.client_secret', 'identity.sign_on.code_key', 'identity.invitation.token_key'])
    expect(columns).not.toContain(secret);
  expect(
    columns.filter(
      (column) => /(hash|token|secret|sealed|_key)$/.test(column) && !/sort_key|content_hash/.test(column),
    ),
  ).toEqual([]);
  expect(plan.leftOut).toContainEqual({ table: 'ledger.subject_key', reason: 'SECRET' });
  expect(plan.tables.map((table) => table.name)).toEqual(
    expect.arrayContaining([
      'support.ticket',
      'support.dispatch_order',
      'customers.customer',
      'identity.membership',
      'ledger.audit_entry',
    ]),
  );
});

test('a signature is a picture of its strokes, and of nothing else that was kept there', () => {
  expect(drawingOf('[{"points":[{"x":1,"y":2},{"x":3,"y":4}]}]').toString()).toContain('d="M1 2L3 4"');
  for (const text of ['"/><script>', '[{"points":[{"x":"\\"/><script>","y":1}]}]', '[{}]', '[]', '{'])
    expect(drawingOf(text).toString()).toContain('d=""');
});

test('tables of a service that runs in another process are named in the archive, not left out silently', async ({
  world,
  partner,
}) => {
  const here = services.filter(({ name }) => name !== 'support').flatMap(({ entities }) => entities);
  const source = { ...world.host.tenancy.source(systemViewer(partner.tenant, 'archive')), seals: world.host.seals };
  const elsewhere = await tablesElsewhere(source, archivePlan(here));
  expect(elsewhere).toContainEqual({ table: 'support.ticket', reason: 'OTHER_PROCESS' });
  expect(elsewhere.every(({ table }) => table.startsWith('support.'))).toBe(true);
});
