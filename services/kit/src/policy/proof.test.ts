import { expect, test } from 'vitest';
import { systemViewer, type Viewer } from '../viewer/viewer.ts';
import { requireProof } from './proof.ts';

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z');
const person = (change: Partial<Viewer>): Viewer => ({ ...systemViewer('t', 'test'), way: 'PASSWORD', ...change });
const reason = (viewer: Viewer): string | undefined => {
  try {
    requireProof(viewer, NOW);
    return undefined;
  } catch (error) {
    const { code, reason } = error as { code: string; reason: string };
    return `${code} ${reason}`;
  }
};

test('a proof holds for ten minutes and not a moment longer', () => {
  expect(reason(person({ provenAt: '2026-11-23T09:59:59Z' }))).toBeUndefined();
  expect(reason(person({ provenAt: '2026-11-23T09:50:00Z' }))).toBeUndefined();
  expect(reason(person({ provenAt: '2026-11-23T09:49:59.999Z' }))).toBe('FORBIDDEN proofNeeded');
  expect(reason(person({ provenAt: null }))).toBe('FORBIDDEN proofNeeded');
  expect(reason(person({ way: 'SSO', provenAt: null }))).toBe('FORBIDDEN proofNeeded');
});

test('a program never proves to be a person, however lately its person did; the system needs no proof', () => {
  expect(reason(person({ scopes: [], provenAt: '2026-11-23T10:00:00Z' }))).toBe('FORBIDDEN personOnly');
  expect(reason(person({ way: 'TOKEN', scopes: ['write'], provenAt: null }))).toBe('FORBIDDEN personOnly');
  expect(reason(systemViewer('t', 'test'))).toBeUndefined();
});

test('without a time given, the present one counts', () => {
  const at = (minutesAgo: number) => Temporal.Now.instant().subtract({ minutes: minutesAgo }).toString();
  expect(() => requireProof(person({ provenAt: at(1) }))).not.toThrow();
  expect(() => requireProof(person({ provenAt: at(11) }))).toThrow('proofNeeded');
});
