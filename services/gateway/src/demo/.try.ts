import 'reflect-metadata';
import { demoRows } from './demo-world.ts';

for (const size of ['small', 'full']) {
  const t = performance.now();
  const rows = await demoRows({ seed: 1, size, now: Date.now(), passwordHash: 'x' });
  console.log(
    size,
    Math.round(performance.now() - t),
    'ms',
    Object.fromEntries(Object.entries(rows.tables).map(([k, v]) => [k, v.length])),
    rows.tokens.length,
    rows.tokens.reduce((s, t) => s + t.tokens.length, 0),
  );
}
