import { expect, test } from 'vitest';
import { Intent, uuid7 } from './intent.ts';

test('pressing again while the outcome is unknown has the first key', () => {
  const intent = new Intent();
  expect(intent.keyFor({ symptom: 'a' })).toBe(intent.keyFor({ symptom: 'a' }));
});

test('another content, or the time after an answer, is another intent', () => {
  const intent = new Intent();
  const first = intent.keyFor({ symptom: 'a' });
  expect(intent.keyFor({ symptom: 'b' })).not.toBe(first);
  const second = intent.keyFor({ symptom: 'b' });
  intent.settle();
  expect(intent.keyFor({ symptom: 'b' })).not.toBe(second);
});

test('a key is a UUIDv7 of its time', () => {
  const id = uuid7(Date.parse('2026-11-23T00:00:00Z'));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(Date.parse('2026-11-23T00:00:00Z'));
});
