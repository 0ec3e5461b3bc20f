import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kitProblems } from '@landfall/kit/problem/problem-catalog';
import { expect, test } from 'vitest';
import { supportProblems } from './problems.ts';

/** Reasons thrown anywhere in this service, as they stand in its source. */
function reasonsInSource(): string[] {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.ts$/.test(name) && !/\.(test|fixture|problems)\.ts$/.test(name),
  );
  const patterns = [
    /invalid\(\s*'([\w.]+)'/g,
    /new Problem\('\w+', '([\w.]+)'/g,
    /message: '([\w.]+)/g,
    /(?<!action): '((?:dispatchOrder|ticket)\.\w+)'/g,
    /= '((?:dispatchOrder|ticket)\.\w+First|ticket\.visitOpen)'/g,
  ];
  return files.flatMap((name) => {
    const source = readFileSync(join(import.meta.dirname, name), 'utf8');
    return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1] ?? ''));
  });
}

test('every refusal has words', () => {
  const known = new Set([...Object.keys(kitProblems), ...Object.keys(supportProblems)]);
  const reasons = [...new Set(reasonsInSource())];
  expect(reasons.length).toBeGreaterThan(20);
  expect(reasons.filter((reason) => !known.has(reason))).toEqual([]);
});

test('in three languages that differ', () => {
  for (const [reason, words] of Object.entries(supportProblems)) {
    expect(words.en, reason).not.toMatch(/\p{Script=Han}/u);
    expect(words['zh-CN'], reason).toMatch(/\p{Script=Han}/u);
    expect(words['zh-TW'], reason).toMatch(/\p{Script=Han}/u);
  }
});
