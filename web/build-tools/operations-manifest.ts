import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { idOf, type PageOperation } from './graphql-operations.ts';
import { contracts } from './graphql-schemas.ts';
import { webFolder } from './graphql-sources.ts';

/** How long an operation is answered that no page of this version has: a phone may keep yesterday's page open. */
export const KEPT_DAYS = 90;

/** An operation as the manifest keeps it; `until` is the day since when no page has it any more. */
export interface KeptOperation extends PageOperation {
  until?: string;
}

export type Manifest = Map<string, KeptOperation>;

export const manifestFile = join(webFolder, '../schema/operations.json');

const read = (text: string): Manifest => new Map(Object.entries(JSON.parse(text) as Record<string, KeptOperation>));

/** The manifest as it stands in the working folder. */
export const presentManifest = (): Manifest =>
  existsSync(manifestFile) ? read(readFileSync(manifestFile, 'utf8')) : new Map();

/**
 * The manifest of the last commit: operations that were never committed were never in anybody's page. Without git (a
 * release unpacked somewhere) what is there counts.
 */
export const committedManifest = (): Manifest => {
  try {
    const shown = execFileSync('git', ['show', 'HEAD:schema/operations.json'], {
      cwd: webFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 26,
    });
    return read(shown);
  } catch {
    return presentManifest();
  }
};

/** The surfaces whose contract still has all that an operation asks. */
const fits = ({ surfaces, text }: PageOperation): string[] =>
  contracts()
    .filter(({ name, schema }) => surfaces.includes(name) && validate(schema, parse(text)).length === 0)
    .map(({ name }) => name);

/**
 * What the pages have now, and what earlier ones had until at most 90 days ago, as far as a contract still answers it. What
 * none answers any more is named in `lost`: a page that asks it is told to reload.
 */
export const nextManifest = (
  before: Manifest,
  pages: Map<string, PageOperation>,
  today: string,
): { next: Manifest; lost: string[] } => {
  const oldest = new Date(Date.parse(today) - KEPT_DAYS * 86_400_000).toISOString().slice(0, 10);
  const next: Manifest = new Map(pages);
  const lost: string[] = [];
  for (const [id, one] of before) {
    const until = one.until ?? today;
    if (next.has(id) || until < oldest) continue;
    const surfaces = fits(one);
    if (surfaces.length) next.set(id, { ...one, surfaces, until });
    else lost.push(`${one.name} (${id.slice(0, 8)}…), in pages until ${until}`);
  }
  return { next, lost };
};

/** The manifest as text: current operations by name, then those kept for pages of before. */
export const manifestText = (manifest: Manifest): string => {
  const order = ([idA, a]: [string, KeptOperation], [idB, b]: [string, KeptOperation]) =>
    (a.until ?? '').localeCompare(b.until ?? '') || a.name.localeCompare(b.name) || idA.localeCompare(idB);
  return `${JSON.stringify(Object.fromEntries([...manifest].sort(order)), null, 1)}\n`;
};

/** What is wrong with a manifest: operations it lacks or has too many, and those their contract refuses now. */
export const manifestProblems = (manifest: Manifest, expected: Manifest): string[] => {
  const problems: string[] = [];
  const say = (id: string, { name }: KeptOperation, what: string) =>
    problems.push(`schema/operations.json: ${name} (${id.slice(0, 8)}…) ${what}: npm run schema`);
  for (const [id, one] of expected) {
    const kept = manifest.get(id);
    if (!kept) say(id, one, one.until ? 'is gone, and pages of before may still have it' : 'is missing');
    else if (!kept.until !== !one.until) say(id, one, one.until ? 'is in no page any more' : 'is in a page again');
  }
  for (const [id, one] of manifest) {
    if (idOf(one.text) !== id) say(id, one, 'has another text than its id says');
    if (fits(one).length < one.surfaces.length) say(id, one, 'no longer fits its contract');
    else if (!expected.has(id)) say(id, one, 'belongs to no page');
  }
  return problems;
};
