interface Stroke {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const MARGIN = 8;

/** A signature, kept as the strokes of a finger (`[{points: [{x, y}]}]`), as a picture anybody can open: SVG. */
export function drawingOf(text: string): Buffer {
  const strokes = strokesOf(text);
  const points = strokes.flatMap((stroke) => stroke.points);
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [left, top] = [Math.min(0, ...xs) - MARGIN, Math.min(0, ...ys) - MARGIN];
  const [width, height] = [Math.max(1, ...xs) - left + MARGIN, Math.max(1, ...ys) - top + MARGIN];
  const path = strokes
    .map((stroke) => stroke.points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join(''))
    .join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[left, top, width, height].map(round).join(' ')}"><path d="${path}" fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>\n`,
  );
}

/** Only numbers get into the picture, whatever was kept. */
function strokesOf(text: string): Stroke[] {
  try {
    const kept = JSON.parse(text) as unknown;
    if (!Array.isArray(kept)) return [];
    return kept.map((stroke: Partial<Stroke>) => ({
      points: (stroke?.points ?? []).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
    }));
  } catch {
    return [];
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
