import { afterEach, expect, test, vi } from 'vitest';
import { Intent, uuid7 } from './intent.ts';

const store = new Map<string, string>();
const storage = {
  getItem: (name: string) => store.get(name) ?? null,
  setItem: (name: string, value: string) => store.set(name, value),
  removeItem: (name: string) => store.delete(name),
};
afterEach(() => {
  store.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

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

test('the page’s next life has the key of an intent without an answer; another document or content has another', () => {
  vi.stubGlobal('sessionStorage', storage);
  const first = new Intent().keyFor({ symptom: 'a', severity: 'HIGH' }, 'RaiseTicket');
  expect(new Intent().keyFor({ severity: 'HIGH', symptom: 'a' }, 'RaiseTicket')).toBe(first);
  expect(new Intent().keyFor({ symptom: 'b', severity: 'HIGH' }, 'RaiseTicket')).not.toBe(first);
  expect(new Intent().keyFor({ symptom: 'a', severity: 'HIGH' }, 'DraftTicket')).not.toBe(first);
});

test('who writes something else and then the first again means the first', () => {
  vi.stubGlobal('sessionStorage', storage);
  const intent = new Intent();
  const first = intent.keyFor({ symptom: 'a' }, 'RaiseTicket');
  intent.keyFor({ symptom: 'b' }, 'RaiseTicket');
  expect(intent.keyFor({ symptom: 'a' }, 'RaiseTicket')).toBe(first);
});

test('an answer ends it, and so does a day', () => {
  vi.stubGlobal('sessionStorage', storage);
  vi.useFakeTimers({ now: Date.parse('2026-11-23T00:00:00Z') });
  const intent = new Intent();
  const first = intent.keyFor({ id: '1' }, 'TakeTicket');
  intent.settle();
  expect(store.size).toBe(0);
  const second = new Intent().keyFor({ id: '1' }, 'TakeTicket');
  expect(second).not.toBe(first);
  vi.setSystemTime(Date.parse('2026-11-23T23:59:00Z'));
  expect(new Intent().keyFor({ id: '1' }, 'TakeTicket')).toBe(second);
  vi.setSystemTime(Date.parse('2026-11-24T00:01:00Z'));
  expect(new Intent().keyFor({ id: '1' }, 'TakeTicket')).not.toBe(second);
});

test('where storage is forbidden a form works as long as the page lives', () => {
  const forbidden = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('sessionStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
  const intent = new Intent();
  const first = intent.keyFor({ id: '1' }, 'TakeTicket');
  expect(intent.keyFor({ id: '1' }, 'TakeTicket')).toBe(first);
  intent.settle();
});
