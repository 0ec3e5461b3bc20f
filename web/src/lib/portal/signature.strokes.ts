type Point = readonly [x: number, y: number];

/** Strokes as SVG: one path a stroke, and the box they fill. */
export interface SignatureDrawing {
  paths: string[];
  viewBox: string;
}

const pointOf = (value: unknown): Point | undefined => {
  const [x, y] = Array.isArray(value) ? value : [(value as { x?: unknown })?.x, (value as { y?: unknown })?.y];
  return Number.isFinite(x) && Number.isFinite(y) ? [x as number, y as number] : undefined;
};

const strokeOf = (value: unknown): Point[] => {
  const points = Array.isArray(value) ? value : (value as { points?: unknown })?.points;
  return Array.isArray(points) ? points.map(pointOf).filter((one) => one !== undefined) : [];
};

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Draws a signature from its strokes as JSON: `[{points: [{x, y}]}]` as signature_pad writes them, `[[[x, y]]]`, or
 * either under `strokes`. Undefined where there is nothing to draw.
 */
export const drawSignature = (json: string | null | undefined): SignatureDrawing | undefined => {
  if (!json) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { strokes?: unknown } | null)?.strokes;
  const strokes = Array.isArray(list) ? list.map(strokeOf).filter(({ length }) => length > 0) : [];
  const all = strokes.flat();
  if (!all.length) return undefined;
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const margin = 6;
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  const [width, height] = [Math.max(...xs) - left + margin, Math.max(...ys) - top + margin];
  return {
    // A dot is a line without length; the round cap makes it seen.
    paths: strokes.map(
      (points) =>
        `M${(points.length === 1 ? [...points, ...points] : points).map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`,
    ),
    viewBox: [left, top, width, height].map(round).join(' '),
  };
};
