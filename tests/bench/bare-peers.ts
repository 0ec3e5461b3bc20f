import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Child, startChild } from './child.ts';
import { likenessOf } from './likeness.ts';

const FOLDERS = resolve(import.meta.dirname, 'peers');

/** Builds a peer's folder as `npx vite build` would, and starts it. */
async function built(folder: string): Promise<Child> {
  const cwd = join(FOLDERS, folder);
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  execFileSync(process.execPath, [vite, 'build'], { cwd, stdio: 'ignore' });
  return startChild([join(cwd, 'serve.mjs')], { NODE_ENV: 'production' });
}

/** Our page's components in a SvelteKit that has nothing else, with the data of `html` in its code. */
export async function samePage(html: string): Promise<Child> {
  const answers = answersOf(html);
  const answer = (operation: string): { variables: unknown; data: Record<string, unknown> } => {
    const [question, { data }] = Object.entries(answers).find(([key]) => key.startsWith(`${operation} `)) ?? ['', {}];
    if (!data) throw new Error(`the page has no answer to ${operation}`);
    return { variables: JSON.parse(question.slice(operation.length + 1)), data };
  };
  const shell = {
    viewer: answer('ViewerOfPage').data.viewer,
    inbox: answer('InboxCount').data,
    face: answer('PartnerFace').data.partner,
    presence: answer('SupportNow').data,
    setUp: null,
  };
  const { variables, data } = answer('TicketList');
  const filters = { view: 'active', whose: 'all', line: 'any', order: 'updated', search: '' };
  const list = { filters, variables, list: data };
  const source = Object.entries({ shell, list }).map(
    ([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`,
  );
  writeFileSync(join(FOLDERS, 'same-page/src/answers.js'), source.join(''));
  return built('same-page');
}

/** The text of `html` as one component, with what differs from row to row as data: the least Svelte can do for it. */
export function flatPage(html: string): Promise<Child> {
  const likeness = likenessOf(html);
  writeFileSync(join(FOLDERS, 'bare-page/src/routes/+page.svelte'), likeness.page);
  writeFileSync(join(FOLDERS, 'bare-page/src/routes/+page.ts'), likeness.data);
  return built('bare-page');
}

/** @throws where two pages don't say the same in the same elements; Svelte's marks, names it makes and scripts don't count */
export function requireSameMarkup(ours: string, theirs: string): void {
  const [a, b] = [markupOf(ours), markupOf(theirs)];
  const at = [...a].findIndex((sign, i) => sign !== b[i]);
  if (at >= 0 || a.length !== b.length)
    throw new Error(`B9: the markup differs\n${a.slice(at - 200, at + 200)}\n${b.slice(at - 200, at + 200)}`);
}

function answersOf(html: string): Record<string, { data?: Record<string, unknown> }> {
  const text = /<script type="application\/json" id="landfall-served">(.*?)<\/script>/s.exec(html)?.[1];
  if (!text) throw new Error('the page carries no answers');
  return JSON.parse(text) as ReturnType<typeof answersOf>;
}

function markupOf(html: string): string {
  return (/<body.*<\/body>/s.exec(html)?.[0] ?? '')
    .replace(/^<body[^>]*>/, '')
    .replace(/<script\b.*?<\/script>/gs, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/ ?svelte-[\da-z]+|="[ps]\d+"/g, '')
    .replace(/ class=""/g, '')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><');
}
