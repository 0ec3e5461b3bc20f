import { expect, test } from 'vitest';
import { machine } from './machine.ts';

const lamp = machine<'ON' | 'OFF' | 'BROKEN'>({
  ON: { dim: 'ON', switchOff: 'OFF', drop: 'BROKEN' },
  OFF: { switchOn: 'ON' },
  BROKEN: {},
});

test('an action leads where the table says', () => {
  expect([lamp.next('ON', 'dim'), lamp.next('ON', 'switchOff'), lamp.next('OFF', 'switchOn')]).toEqual([
    'ON',
    'OFF',
    'ON',
  ]);
});

test('an action its state doesn’t have is a conflict that names both', () => {
  expect(() => lamp.next('OFF', 'dim')).toThrow(
    expect.objectContaining({
      code: 'CONFLICT',
      reason: 'actionNotAllowed',
      fields: ['state'],
      params: { state: 'OFF', action: 'dim' },
    }),
  );
  expect(() => lamp.next('BROKEN', 'switchOn')).toThrow('actionNotAllowed');
});

test('the actions of a state come in the order they are written, and a word of no state is known to none', () => {
  expect(lamp.actions('ON')).toEqual(['dim', 'switchOff', 'drop']);
  expect(lamp.actions('BROKEN')).toEqual([]);
  expect(['dim', 'switchOn', 'drop', 'ON', 'burn'].map((word) => lamp.knows(word))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
