import { LockMode } from '@mikro-orm/core';
import { expect, test } from 'vitest';
import { machine } from '../machine/machine.ts';
import { defineNoun } from '../policy/noun.ts';
import { systemViewer, type Viewer } from '../viewer/viewer.ts';
import { UnitOfWork } from './unit-of-work.ts';

class Lamp {
  tenantId = 't';
  id = '1';
  state: 'ON' | 'OFF' = 'OFF';
  version?: number = 3;
  owner = 'me';
}
class Plain {
  tenantId = 't';
  id = '1';
}
const isOwner = (viewer: Viewer, lamp: Lamp) => viewer.membershipId === lamp.owner;
defineNoun({
  name: 'lamp',
  entity: Lamp,
  policy: { switchOn: isOwner, clean: () => true },
  machine: machine<string>({ ON: {}, OFF: { switchOn: 'ON' } }) as never,
});
defineNoun({ name: 'plain', entity: Plain, policy: { change: () => true } });

/** A unit of work over these rows: what it asks the entity manager for is kept. */
function unitOver(rows: (Lamp | Plain)[], membershipId = 'me') {
  const asked: { where: unknown; options: unknown }[] = [];
  const persisted: object[] = [];
  const em = {
    findOne: async (_: unknown, where: { id: string }, options: unknown) => {
      asked.push({ where, options });
      return rows.find(({ id }) => id === where.id) ?? null;
    },
    find: async (_: unknown, where: unknown, options: unknown) => {
      asked.push({ where, options });
      return rows;
    },
    create: (_: unknown, data: object) => ({ ...data }),
    persist: (row: object) => persisted.push(row),
    getEventManager: () => ({ registerSubscriber: () => undefined }),
  };
  const viewer: Viewer = { ...systemViewer('t', 'test'), membershipId };
  return { unit: new UnitOfWork(em as never, viewer, Temporal.Now.instant()), asked, persisted };
}
const said = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'may',
    ({ code, reason }: { code: string; reason: string }) => `${code} ${reason}`,
  );

test('the one door: not there, not yours, not as you saw it, not in this state, in that order', async () => {
  const { unit } = unitOver([new Lamp()]);
  expect(await said(unit.load(Lamp, 'other', 'switchOn'))).toBe('NOT_FOUND notFound');
  const stranger = unitOver([Object.assign(new Lamp(), { state: 'ON' })], 'somebody');
  expect(await said(stranger.unit.load(Lamp, '1', 'switchOn', 1))).toBe('FORBIDDEN forbidden');
  expect(await said(stranger.unit.load(Lamp, '1', 'unheardOf'))).toBe('FORBIDDEN forbidden');
  const on = unitOver([Object.assign(new Lamp(), { state: 'ON' })]);
  expect(await said(on.unit.load(Lamp, '1', 'switchOn', 1))).toBe('CONFLICT versionConflict');
  expect(await said(on.unit.load(Lamp, '1', 'switchOn', 3))).toBe('CONFLICT actionNotAllowed');
  expect(await said(unit.load(Lamp, '1', 'switchOn', 3))).toBe('may');
});

test('a version is asked for only where there is one on both sides, and 0 is one', async () => {
  const versions = async (own: number | undefined, expected: number | null | undefined) =>
    said(unitOver([Object.assign(new Lamp(), { version: own })]).unit.load(Lamp, '1', 'clean', expected));
  expect(await versions(3, undefined)).toBe('may');
  expect(await versions(3, null)).toBe('may');
  expect(await versions(undefined, 3)).toBe('may');
  expect(await versions(3, 0)).toBe('CONFLICT versionConflict');
  expect(await versions(0, 3)).toBe('CONFLICT versionConflict');
  await expect(unitOver([new Lamp()]).unit.load(Lamp, '1', 'clean', 2)).rejects.toMatchObject({
    fields: ['expectedVersion'],
    params: { version: 3, expectedVersion: 2 },
  });
});

test('an action the machine doesn’t know is the policy’s alone; a thing without a machine has none to ask', async () => {
  const { unit } = unitOver([Object.assign(new Lamp(), { state: 'ON' })]);
  expect(await said(unit.load(Lamp, '1', 'clean'))).toBe('may');
  expect(await said(unitOver([new Plain()]).unit.load(Plain, '1', 'change'))).toBe('may');
});

test('a transition moves the thing and tells where it was; without a machine it is a mistake of ours', () => {
  const { unit } = unitOver([]);
  const lamp = new Lamp();
  expect(unit.transition(lamp as never, 'switchOn')).toBe('OFF');
  expect(lamp.state).toBe('ON');
  expect(() => unit.transition(lamp as never, 'switchOn')).toThrow('actionNotAllowed');
  expect(() => unit.transition(new Plain() as never, 'change')).toThrow('Plain has no machine');
});

test('rows that will change are locked, many of them in the order of their ids', async () => {
  const { unit, asked } = unitOver([new Lamp()]);
  await unit.find(Lamp, { id: '1' } as never);
  await unit.findAll(Lamp, {} as never);
  expect(asked[0]?.options).toEqual({ lockMode: LockMode.PESSIMISTIC_WRITE });
  expect(asked[1]?.options).toEqual({ lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
});

test('what is made is the viewer’s tenant’s, whatever it says of itself', () => {
  const { unit, persisted } = unitOver([]);
  expect(unit.tenant).toBe('t');
  const made = unit.create(Plain, { tenantId: 'another' } as never) as Plain;
  expect(made.tenantId).toBe('t');
  expect(persisted).toEqual([made]);
  expect(made.id).toMatch(/^[0-9a-f-]{36}$/);
  expect((unit.create(Plain, { id: 'given' } as never) as Plain).id).toBe('given');
});
