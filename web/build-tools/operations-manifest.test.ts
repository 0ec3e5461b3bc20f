import { expect, test } from 'vitest';
import { idOf, type PageOperation, pageOperations } from './graphql-operations.ts';
import { KEPT_DAYS, type KeptOperation, manifestProblems, manifestText, nextManifest } from './operations-manifest.ts';

const of = (text: string, more: Partial<KeptOperation> = {}): [string, KeptOperation] => [
  idOf(text),
  { name: 'One', surfaces: ['desk'], text, ...more },
];
const NOW = 'query One{viewer{__typename id name}}';
const BEFORE = 'query One{viewer{__typename id}}';
const LOST = 'query One{viewer{__typename id faxNumber}}';
const pages: Map<string, PageOperation> = new Map([of(NOW)]);
const today = '2026-11-23';
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

test('what a page of before had stays beside what pages have now, and says since when none has it', () => {
  const { next, lost } = nextManifest(new Map([of(BEFORE)]), pages, today);
  expect(next.get(idOf(NOW))).toEqual(pages.get(idOf(NOW)));
  expect(next.get(idOf(BEFORE))).toMatchObject({ until: today, text: BEFORE });
  expect(lost).toEqual([]);
  expect(nextManifest(next, pages, '2026-12-24').next.get(idOf(BEFORE))?.until).toBe(today);
  expect(nextManifest(next, new Map([of(BEFORE)]), '2026-12-24').next.get(idOf(BEFORE))?.until).toBeUndefined();
});

test('it stays for 90 days and not a day more', () => {
  for (const [days, stays] of [
    [KEPT_DAYS, true],
    [KEPT_DAYS + 1, false],
  ] as const) {
    const { next } = nextManifest(new Map([of(BEFORE, { until: daysAgo(days) })]), pages, today);
    expect(next.has(idOf(BEFORE)), String(days)).toBe(stays);
  }
});

test('what no contract answers any more is dropped by name; what one still answers stays with that one', () => {
  const before = new Map([of(LOST), of(BEFORE, { surfaces: ['desk', 'nowhere'] })]);
  const { next, lost } = nextManifest(before, pages, today);
  expect(lost).toEqual([expect.stringMatching(/^One \(.{8}…\), in pages until 2026-11-23$/)]);
  expect(next.get(idOf(BEFORE))?.surfaces).toEqual(['desk']);
});

test('the check names what is missing, gone, marked wrongly, unknown, forged or no longer fits', () => {
  const { next } = nextManifest(new Map([of(BEFORE)]), pages, today);
  expect(manifestProblems(next, next)).toEqual([]);
  const without = (text: string) => new Map([...next].filter(([id]) => id !== idOf(text)));
  expect(manifestProblems(without(NOW), next)).toEqual([expect.stringContaining('is missing')]);
  expect(manifestProblems(without(BEFORE), next)).toEqual([expect.stringContaining('is gone')]);
  expect(manifestProblems(new Map([...next, of(BEFORE)]), next)).toEqual([
    expect.stringContaining('is in no page any more'),
  ]);
  const other = 'query One{viewer{__typename name}}';
  expect(manifestProblems(new Map([...next, of(other)]), next)).toEqual([
    expect.stringContaining('belongs to no page'),
  ]);
  const forged = new Map([...next, [idOf(NOW), { name: 'One', surfaces: ['desk'], text: BEFORE }]] as never);
  expect(manifestProblems(forged as never, next)).toEqual([expect.stringContaining('has another text')]);
  expect(manifestProblems(new Map([...next, of(LOST)]), next)).toEqual([expect.stringContaining('no longer fits')]);
});

test('the file is in one order, whoever writes it', () => {
  const { next } = nextManifest(new Map([of(BEFORE)]), pageOperations(), today);
  expect(manifestText(new Map([...next].reverse()))).toBe(manifestText(next));
});
