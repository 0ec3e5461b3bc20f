import type { Random } from './random.ts';

/** A signature as strokes, the way a finger draws one: `[{points: [{x, y}]}]`. */
export function signature(random: Random): string {
  let x = random.whole(18, 30);
  const strokes = Array.from({ length: random.whole(3, 5) }, () => {
    const points: { x: number; y: number }[] = [];
    let y = random.whole(28, 60);
    const [dx, dy] = [random.between(2, 7), random.between(-4, 7)];
    for (let i = 0; i < 7; i += 1) {
      points.push({ x: Math.round(x), y: Math.round(y) });
      x += dx + random.between(-1.5, 1.5);
      y += dy * Math.cos(i * random.between(0.5, 0.9));
    }
    x -= random.between(8, 20);
    return { points };
  });
  return JSON.stringify(strokes);
}
