/** Points of one signature, finger down to finger up. */
export type Stroke = ReadonlyArray<readonly [x: number, y: number]>;

/** How wide a signature is, whatever the screen it was drawn on. */
const width = 1000;

interface Drawn {
  points: ReadonlyArray<{ x: number; y: number }>;
}

/**
 * Strokes as they are kept: whole numbers on a sheet 1,000 wide, so a signature is some 2 KB and looks the same on
 * every screen. Empty where nothing was drawn.
 */
export const packStrokes = (drawn: readonly Drawn[], shownWidth: number, shownHeight: number): string => {
  const scale = width / shownWidth;
  const strokes = drawn
    .map(({ points }) => points.map(({ x, y }) => [Math.round(x * scale), Math.round(y * scale)] as const))
    .map((points) =>
      points.filter(([x, y], index) => index === 0 || x !== points[index - 1]?.[0] || y !== points[index - 1]?.[1]),
    )
    .filter(({ length }) => length > 0);
  return strokes.length ? JSON.stringify({ v: 1, size: [width, Math.round(shownHeight * scale)], strokes }) : '';
};

/** Back to the width of a screen; nothing for what isn't a signature. */
export const unpackStrokes = (json: string, shownWidth: number): Array<Array<{ x: number; y: number }>> => {
  try {
    const { strokes } = JSON.parse(json) as { strokes: Stroke[] };
    const scale = shownWidth / width;
    return strokes.map((points) => points.map(([x, y]) => ({ x: x * scale, y: y * scale })));
  } catch {
    return [];
  }
};
