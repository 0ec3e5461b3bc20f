import { connect } from 'node:net';
import { join } from 'node:path';

/** What is preloaded into servers. */
export const PROBE = join(import.meta.dirname, 'memory-probe.mjs');

/** Says something to a server's memory probe. @returns its answer */
export function askProbe(path: string, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => socket.write(question));
    let said = '';
    socket.on('data', (text) => {
      said += text;
    });
    socket.on('error', reject).on('close', () => (said ? resolve(said) : reject(new Error('no answer'))));
  });
}
