import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** What a page is called by: SHA-256 of its operation's text. */
export const idOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A question as a page puts it. */
export const asked = (text: string, variables: object = {}) => ({ documentId: idOf(text), variables });

/**
 * The built server installed beside pages that ask these operations too: a build lays what its pages ask beside them, and
 * production takes nothing else (README decision 15). Everything but that list is ours as it is built.
 * @returns the server's script
 */
export function installation(folder: string, operations: Readonly<Record<string, string>>): string {
  const [gateway, pages] = ['services/gateway', 'web/build'].map((part) => join(folder, part)) as [string, string];
  mkdirSync(gateway, { recursive: true });
  mkdirSync(pages, { recursive: true });
  cpSync(join(ROOT, 'services/gateway/dist'), join(gateway, 'dist'), {
    recursive: true,
    filter: (file) => !file.endsWith('.map'),
  });
  symlinkSync(join(ROOT, 'services/gateway/package.json'), join(gateway, 'package.json'));
  for (const part of ['schema', 'node_modules']) symlinkSync(join(ROOT, part), join(folder, part));
  const built = join(ROOT, 'web/build');
  const own = 'operations.json';
  for (const file of existsSync(built) ? readdirSync(built) : [])
    if (file !== own) symlinkSync(join(built, file), join(pages, file));
  const theirs = existsSync(join(built, own)) ? JSON.parse(readFileSync(join(built, own), 'utf8')) : {};
  const ours = Object.entries(operations).map(([name, text]) => [idOf(text), { name, surfaces: ['desk'], text }]);
  writeFileSync(join(pages, own), JSON.stringify({ ...theirs, ...Object.fromEntries(ours) }));
  return join(gateway, 'dist/main.js');
}
