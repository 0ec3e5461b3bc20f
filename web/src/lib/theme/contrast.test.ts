import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../app.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map((m) => [
    m[1] ?? '',
    [m[2] ?? '', m[3] ?? ''],
  ]),
);

const luminance = (hex: string): number => {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [hi = 0, lo = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
};

const grounds = ['background', 'surface', 'raised', 'hover'];
const pairs: Array<[string, string, number]> = [
  ...grounds.flatMap(
    (ground): Array<[string, string, number]> => [
      ['text', ground, 7],
      ['muted', ground, 4.5],
      ['accent', ground, 4.5],
      ['danger', ground, 4.5],
    ],
  ),
  ...['background', 'surface', 'raised'].map((ground): [string, string, number] => ['control', ground, 3]),
  ['accent-contrast', 'accent', 4.5],
  ['accent-contrast', 'accent-hover', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['text', 'accent-soft', 7],
  ['muted', 'accent-soft', 4.5],
  ['danger-contrast', 'danger', 4.5],
  ['danger', 'danger-soft', 4.5],
  ['text', 'danger-soft', 7],
  ...['running', 'soon', 'broken', 'kept', 'paused'].flatMap(
    (state): Array<[string, string, number]> => [
      [state, `${state}-soft`, 4.5],
      [state, 'surface', 4.5],
      [state, 'background', 4.5],
    ],
  ),
];

describe.each([
  ['light', 0],
  ['dark', 1],
])('in %s', (_name, index) => {
  test.each(pairs)('%s is readable on %s', (front, back, least) => {
    const a = tokens.get(front)?.[index];
    const b = tokens.get(back)?.[index];
    expect(a && b && contrast(a, b)).toBeGreaterThanOrEqual(least);
  });
});
