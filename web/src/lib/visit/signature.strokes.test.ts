import { expect, test } from 'vitest';
import { drawSignature } from '#lib/portal/signature.strokes.ts';
import { packStrokes, unpackStrokes } from './signature.strokes.ts';

const drawn = [
  {
    points: [
      { x: 10, y: 20 },
      { x: 10.1, y: 20.1 },
      { x: 160, y: 80 },
    ],
  },
  { points: [{ x: 5, y: 5 }] },
];

test('a signature is the same on every screen', () => {
  const packed = packStrokes(drawn, 320, 160);
  expect(JSON.parse(packed)).toEqual({
    v: 1,
    size: [1000, 500],
    strokes: [
      [
        [31, 63],
        [32, 63],
        [500, 250],
      ],
      [[16, 16]],
    ],
  });
  expect(
    packStrokes(
      unpackStrokes(packed, 640).map((points) => ({ points })),
      640,
      320,
    ),
  ).toBe(packed);
});

test('nothing drawn is nothing, and nonsense is nothing', () => {
  expect(packStrokes([], 320, 160)).toBe('');
  expect(unpackStrokes('[', 320)).toEqual([]);
});

test('the portal can draw it', () => {
  expect(drawSignature(packStrokes(drawn, 320, 160))?.paths).toHaveLength(2);
});
