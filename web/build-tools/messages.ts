// Adds or changes messages in all three languages at once. Lines on standard input: key | zh-CN | zh-TW | en
//   node build-tools/messages.ts <area> < lines.txt
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { webFolder } from './graphql-sources.ts';

const [area] = process.argv.slice(2);
if (!area) throw new Error('usage: messages.ts <area> < lines');
const rows = readFileSync(0, 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => line.split('|').map((cell) => cell.trim()));
for (const [index, locale] of ['zh-CN', 'zh-TW', 'en'].entries()) {
  const path = join(webFolder, 'messages', locale, `${area}.json`);
  const messages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  for (const row of rows) {
    const [key, text] = [row[0], row[index + 1]];
    if (!key?.startsWith(`${area}_`) || !text || row.length !== 4)
      throw new Error(`not a line for ${area}: ${row.join(' | ')}`);
    messages[key] = text;
  }
  writeFileSync(path, `${JSON.stringify(messages, null, 2)}\n`);
}
