import { expect, test } from 'vitest';
import { HEADQUARTERS } from '../viewer/headquarters.ts';
import { declaredTables, globalTable, OF_HEADQUARTERS, OWN_TENANT, ownCustomer, tenantTable } from './table.ts';

const grantsOf = (table: string) => declaredTables().find((one) => one.table === table)?.grants;
const policyOf = (options: ReturnType<typeof tenantTable>, login: string) =>
  options.policies.find(({ roles }) => roles.includes(login));

test('a tenant’s table is the desk’s own rows, forced, and nobody else’s unless it is said', () => {
  const plain = tenantTable({ schema: 's', table: 'plain' });
  expect(plain).toMatchObject({ schema: 's', tableName: 'plain', rowLevelSecurity: 'force' });
  expect(plain.policies).toEqual([
    { name: 'plain_desk', roles: ['desk'], using: OWN_TENANT, check: OWN_TENANT },
    { name: 'plain_owner', roles: ['owner'], using: 'true', check: 'true' },
  ]);
  expect(grantsOf('s.plain')).toEqual({ desk: ['select', 'insert', 'update'] });
});

test('each login that is let in has the rows it was let in for, checks what it writes, and may what was said', () => {
  const open = tenantTable({
    schema: 's',
    table: 'open',
    portal: ownCustomer(),
    portalMay: ['select', 'insert'],
    deskMay: ['select'],
    workerMay: ['select', 'delete'],
    headquarters: ['insert'],
    edge: 'a',
    edgeCheck: 'b',
    edgeMay: ['update'],
  });
  expect(policyOf(open, 'portal')).toEqual({
    name: 'open_portal',
    roles: ['portal'],
    using: ownCustomer(),
    check: ownCustomer(),
  });
  expect(policyOf(open, 'edge')).toEqual({ name: 'open_edge', roles: ['edge'], using: 'a', check: 'b' });
  expect(policyOf(open, 'hq')).toEqual({
    name: 'open_hq',
    roles: ['hq'],
    using: OF_HEADQUARTERS,
    check: OF_HEADQUARTERS,
  });
  expect(policyOf(open, 'worker')).toEqual({ name: 'open_worker', roles: ['worker'], using: 'true', check: 'true' });
  expect(grantsOf('s.open')).toEqual({
    desk: ['select'],
    portal: ['select', 'insert'],
    edge: ['update'],
    worker: ['select', 'delete'],
    hq: ['insert'],
  });
});

test('who is let in without a word of what it may do reads, and checks by what it reads', () => {
  const read = tenantTable({ schema: 's', table: 'read', portal: 'p', edge: 'e' });
  expect(grantsOf('s.read')).toEqual({ desk: ['select', 'insert', 'update'], portal: ['select'], edge: ['select'] });
  expect(policyOf(read, 'edge')).toMatchObject({ using: 'e', check: 'e' });
});

test('a table without a tenant has one policy a login, each with its own check', () => {
  const options = globalTable({
    schema: 's',
    table: 'global',
    rows: { hq: { using: 'true', may: ['select'] }, desk: { using: 'u', check: 'c', may: ['insert'] } },
  });
  expect(options).toEqual({
    schema: 's',
    tableName: 'global',
    rowLevelSecurity: 'force',
    policies: [
      { name: 'global_hq', roles: ['hq'], using: 'true', check: 'true' },
      { name: 'global_desk', roles: ['desk'], using: 'u', check: 'c' },
      { name: 'global_owner', roles: ['owner'], using: 'true', check: 'true' },
    ],
  });
  expect(grantsOf('s.global')).toEqual({ hq: ['select'], desk: ['insert'] });
});

test('conditions name the setting they read, once a statement, and headquarters’ is a constant', () => {
  expect(OWN_TENANT).toBe("tenant_id = (select current_setting('app.tenant')::uuid as current_setting)");
  expect(ownCustomer()).toBe(
    `${OWN_TENANT} and customer_id = any ((select current_setting('app.customers')::uuid[] as current_setting)::uuid[])`,
  );
  expect(ownCustomer('id')).toContain(' and id = any (');
  expect(OF_HEADQUARTERS).toBe(`tenant_id = '${HEADQUARTERS}'::uuid`);
});
