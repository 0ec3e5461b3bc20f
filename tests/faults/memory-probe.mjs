// Preloaded into a server by the fault runner: says how much memory is held once everything unreachable is gone, and
// writes a heap snapshot where somebody looks for a leak.
import { createServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
setFlagsFromString('--no-expose-gc');

async function answer(question) {
  // Finalizers of the first round let go of what only the next one finds.
  for (let round = 0; round < 4; round++) {
    collect();
    await turn();
  }
  if (question.startsWith('snapshot ')) return writeHeapSnapshot(question.slice(9));
  return JSON.stringify(process.memoryUsage());
}

if (process.env.MEMORY_PROBE) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (text) => answer(String(text).trim()).then((said) => socket.end(said)));
  });
  server.on('error', () => undefined);
  server.listen(process.env.MEMORY_PROBE).unref();
}
