import { expect, test } from 'vitest';
import { machine } from '../machine/machine.ts';
import { type Surface, systemViewer, type Viewer } from '../viewer/viewer.ts';
import { actionsOf, defineNoun, nounNameOf, nounOf } from './noun.ts';
import { allOf, allows, anyOf, desk, type Policy, portal, system } from './policy.ts';

const viewer = (surface: Surface, ...roles: string[]): Viewer => ({ ...systemViewer('t', 'test'), surface, roles });
const yes = () => true;
const no = () => false;
const row = {};

test('a rule of the desk lets in its roles and the system, at the desk alone', () => {
  const rule = desk('sales', 'lecturer');
  expect(rule(viewer('desk', 'sales'), row)).toBe(true);
  expect(rule(viewer('desk', 'lecturer', 'trainee'), row)).toBe(true);
  expect(rule(systemViewer('t', 'test'), row)).toBe(true);
  expect(rule(viewer('desk', 'partner_admin'), row)).toBe(false);
  expect(rule(viewer('desk'), row)).toBe(false);
  expect(rule(viewer('portal', 'sales'), row)).toBe(false);
  expect(rule(viewer('hq', 'sales'), row)).toBe(false);
});

test('a rule without roles is everybody’s of its surface', () => {
  expect(desk()(viewer('desk'), row)).toBe(true);
  expect(desk()(viewer('portal'), row)).toBe(false);
  expect(portal()(viewer('portal'), row)).toBe(true);
  expect(portal()(viewer('desk'), row)).toBe(false);
});

test('a rule of the portal lets in its roles, and not the system', () => {
  const rule = portal('signatory');
  expect(rule(viewer('portal', 'signatory'), row)).toBe(true);
  expect(rule(viewer('portal', 'trainee'), row)).toBe(false);
  expect(rule(viewer('portal', 'system'), row)).toBe(false);
  expect(rule(viewer('desk', 'signatory'), row)).toBe(false);
});

test('the system’s own rule lets in nobody else', () => {
  expect(system()(systemViewer('t', 'test'), row)).toBe(true);
  expect(system()(viewer('desk', 'partner_admin'), row)).toBe(false);
});

test('any of no rules is no, all of no rules is yes, and both ask every rule they have to', () => {
  const who = viewer('desk');
  expect([anyOf()(who, row), anyOf(no, yes)(who, row), anyOf(no, no)(who, row)]).toEqual([false, true, false]);
  expect([allOf()(who, row), allOf(yes, yes)(who, row), allOf(yes, no)(who, row)]).toEqual([true, true, false]);
});

test('an action without a rule is allowed to nobody', () => {
  const policy: Policy<object> = { may: yes, mayNot: no };
  const who = systemViewer('t', 'test');
  expect(allows(policy, who, 'may', row)).toBe(true);
  expect(allows(policy, who, 'mayNot', row)).toBe(false);
  expect(allows(policy, who, 'unheardOf', row)).toBe(false);
});

test('what is offered is what the state has and the policy lets, likeliest first', () => {
  const door = machine<'OPEN' | 'SHUT'>({
    OPEN: { shut: 'SHUT', knock: 'OPEN', paint: 'OPEN' },
    SHUT: { open: 'OPEN' },
  });
  const policy: Policy<{ state: 'OPEN' | 'SHUT' }> = { shut: yes, knock: no, paint: yes, open: yes };
  expect(actionsOf(door, policy, viewer('desk'), { state: 'OPEN' })).toEqual(['shut', 'paint']);
  expect(actionsOf(door, policy, viewer('desk'), { state: 'SHUT' })).toEqual(['open']);
});

test('there is no door to the rows of an entity nobody has declared', () => {
  class Declared {}
  class Stranger {}
  const noun = { name: 'declared', entity: Declared as never, policy: {} };
  expect(defineNoun(noun)).toBe(noun);
  expect(nounOf(Declared as never)).toBe(noun);
  expect(() => nounOf(Stranger as never)).toThrow('Stranger has no policy');
});

test('a noun’s name is the one it was declared with, else its class’s, as events write it', () => {
  class ServiceVisit {}
  class OtherThing {}
  defineNoun({ name: 'Visit', entity: ServiceVisit as never, policy: {} });
  expect([nounNameOf(ServiceVisit), nounNameOf(OtherThing)]).toEqual(['visit', 'otherThing']);
});
