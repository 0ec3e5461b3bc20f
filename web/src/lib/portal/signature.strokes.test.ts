import { describe, expect, test } from 'vitest';
import { drawSignature } from './signature.strokes.ts';

describe('a signature is drawn from its strokes', () => {
  test('as signature_pad writes them', () => {
    const drawn = drawSignature(
      JSON.stringify([
        {
          penColor: 'black',
          points: [
            { x: 10, y: 20, time: 1 },
            { x: 30, y: 40, time: 2 },
          ],
        },
      ]),
    );
    expect(drawn).toEqual({ paths: ['M10 20L30 40'], viewBox: '4 14 32 32' });
  });

  test('as bare pairs, also under `strokes`', () => {
    expect(drawSignature('[[[10,20],[30,40]]]')?.paths).toEqual(['M10 20L30 40']);
    expect(drawSignature('{"strokes":[[[10,20],[30,40]]]}')?.paths).toEqual(['M10 20L30 40']);
  });

  test('a dot is drawn', () => {
    expect(drawSignature('[[[5,5]]]')?.paths).toEqual(['M5 5L5 5']);
  });

  test.each([[null], [''], ['not json'], ['[]'], ['null'], ['[{"points":[{"x":"a"}]}]'], ['7']])(
    'nothing from %s',
    (json) => {
      expect(drawSignature(json)).toBeUndefined();
    },
  );
});
