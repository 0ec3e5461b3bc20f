import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Preloaded into a server under measurement: at SIGUSR2 it collects its garbage and writes down what is left, so that both
 * sides are weighed the same way.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const file = process.env.MEMORY_FILE ?? '';
process.on('SIGUSR2', () => {
  collect();
  // What finalisers let go of is garbage only then.
  setTimeout(() => {
    collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    writeFileSync(file, JSON.stringify({ resident: rss, heap: heapUsed + external }));
  }, 200).unref();
});
