import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openOwnDatabase } from '../kit/own-database.ts';
import type { Listening } from '../kit/person.ts';
import { startWorld, type World } from '../kit/world.ts';
import { logWithLines, unexpected } from './crawl/log-lines.ts';
import { type Cell, type Line, readPage } from './matrix/page.ts';
import { openScene, RELATIONS, type Relation, type Scene } from './matrix/scene.ts';
import { offeredTo, valuesSeenBy } from './matrix/seen.ts';
import { actionsOf, readableTypes, sensitiveOf, thingsOf } from './matrix/things.ts';
import { findWay, type Outcome, outcomeOf, tryField, type Way } from './matrix/try-field.ts';
import type { Asker } from './stage/cast.ts';
import { rootFieldsOf, SURFACES, type Surface } from './stage/contracts.ts';
import { dryRun } from './stage/dry-run.ts';
import { isLong, report, seedOfRun } from './stage/form.ts';
import { inLanes } from './stage/lanes.ts';
import { Random } from './stage/random.ts';
import { selectionOf } from './stage/selection.ts';

const page = readPage();
const { log, lines } = logWithLines();
/** Of its own: what is planted and tried here is in nobody else's way. */
let database: Awaited<ReturnType<typeof openOwnDatabase>>;
let world: World;
let scene: Scene;

beforeAll(async () => {
  database = await openOwnDatabase(inject('adminUrl'));
  world = await startWorld({ log, adminUrl: database.adminUrl });
  scene = await openScene(world);
}, 180_000);
afterAll(async () => {
  await world.close();
  await database.close();
});

const linesOf = (surface: Surface, things: readonly string[]): Line[] =>
  page.lines.filter((line) => line.surface === surface && things.includes(line.thing));
const rolesOf = (line: Line): [string, Cell][] =>
  [...line.cells].map(([column, cell]) => [page.roles.get(line.surface)?.get(column) ?? column, cell]);
const owners = (line: Line): Asker[] =>
  rolesOf(line).flatMap(([role, cell]) => {
    const asker = scene.asker(line.surface, role, 'own');
    return cell !== 'no' && cell !== '–' && asker ? [asker] : [];
  });

test('the page says something of every root field, action and sensitive field, once, and of nothing else', () => {
  for (const surface of SURFACES) {
    const said = page.lines.filter((line) => line.surface === surface).map(({ thing }) => thing);
    const there = thingsOf(surface);
    expect(there.filter((thing) => !said.includes(thing)).sort(), `${surface}: not on the page`).toEqual([]);
    expect(said.filter((thing) => !there.includes(thing)).sort(), `${surface}: there no longer`).toEqual([]);
    expect(
      said.filter((thing, i) => said.indexOf(thing) !== i),
      `${surface}: twice`,
    ).toEqual([]);
  }
});

test('what the page says of other surfaces is what their contracts have', () => {
  const there = new Map(SURFACES.map((surface) => [surface, thingsOf(surface)]));
  const wrong = page.lines
    .filter(({ surface }) => surface === 'desk')
    .flatMap(({ thing, elsewhere }) => {
      const others = SURFACES.filter((other) => other !== 'desk' && there.get(other)?.includes(thing));
      return String(others) === String(elsewhere) ? [] : [`${thing}: elsewhere ${others.join(' ') || '–'}`];
    });
  expect(wrong).toEqual([]);
});

test('a root field that a surface doesn’t have can’t be asked by anybody there', async () => {
  const random = new Random(1);
  for (const surface of SURFACES) {
    const own = rootFieldsOf(surface).map(({ field }) => field.name);
    const role = [...(page.roles.get(surface)?.values() ?? [])][0] ?? '';
    for (const other of SURFACES.filter((one) => one !== surface))
      for (const { kind, field } of rootFieldsOf(other).filter((root) => !own.includes(root.field.name))) {
        if (kind === 'subscription') continue;
        const { text } = selectionOf((await import('./stage/contracts.ts')).contractOf(other), field, random, {
          words: 20,
          plain: true,
        });
        const answer = await scene.asker(surface, role, 'own')?.person.ask(`${kind} { ${field.name} ${text} }`);
        expect(answer && outcomeOf(answer), `${surface} ${field.name}`).toBe('absent');
      }
  }
});

/** What an outcome has to be. */
function isRight(cell: Cell, relation: Relation, surface: Surface, outcome: Outcome): boolean {
  const reaches: Readonly<Record<Cell, readonly Relation[]>> = {
    yes: RELATIONS,
    partner: ['own', 'company', 'partner'],
    company: ['own', 'company'],
    own: ['own'],
    no: [],
    '–': [],
  };
  if (reaches[cell].includes(relation)) return outcome === 'done' || outcome === 'let in' || outcome === 'empty';
  // A list that may be asked for anything has nothing of others in it.
  if (outcome === 'empty' && cell !== 'no') return true;
  if (cell === '–') return outcome === 'absent';
  if (cell === 'no')
    return relation === 'own' ? outcome === 'forbidden' : outcome === 'forbidden' || outcome === 'absent';
  if (relation === 'rival' || (surface === 'portal' && relation === 'partner')) return outcome === 'absent';
  return outcome === 'forbidden' || outcome === 'absent';
}

interface Trial {
  readonly line: Line;
  readonly way: Way;
  readonly owner: Asker;
  readonly asker: Asker;
  readonly role: string;
  readonly cell: Cell;
  readonly relation: Relation;
}

test('every cell is what happens when somebody tries', { timeout: 900_000 }, async () => {
  const stop = dryRun(world.host.tenancy);
  const random = new Random(seedOfRun());
  const wrong: string[] = [];
  const never: string[] = [];
  const trials: (Trial & { root: ReturnType<typeof rootFieldsOf>[number] })[] = [];
  for (const surface of SURFACES)
    await inLanes(4, rootFieldsOf(surface, 'query', 'mutation'), async (root) => {
      const [line] = linesOf(surface, [root.field.name]);
      if (!line) return;
      const way = await findWay(scene, root, owners(line));
      if (way.outcome !== 'done')
        never.push(
          `${surface} ${root.field.name} (${way.why} ${[...way.choice].map(([name, { table }]) => `${name}=${table}`)})`,
        );
      const takesIds = way.choice.size > 0;
      for (const [role, cell] of rolesOf(line))
        for (const relation of RELATIONS) {
          const [owner, asker] = [scene.asker(surface, role, 'own'), scene.asker(surface, role, relation)];
          if (!owner || !asker || (relation !== 'own' && !takesIds) || (cell === 'yes' && relation !== 'own')) continue;
          if (!isLong && !random.chance(relation === 'own' ? 0.4 : 0.15)) continue;
          trials.push({ root, line, way, owner, asker, role, cell, relation });
        }
    });
  await inLanes(6, trials, async ({ root, way, owner, asker, role, cell, relation, line }) => {
    const outcome = await tryField(scene, root, way, owner, asker.person);
    if (!isRight(cell, relation, line.surface, outcome))
      wrong.push(
        `${line.surface} ${line.thing}: ${role}, ${relation}: the page says ${cell}, what happened is ${outcome}`,
      );
  });
  stop();
  report('authorisation matrix', {
    form: isLong ? 'long' : 'short',
    lines: page.lines.length,
    'cells on the page': page.lines.reduce((sum, { cells }) => sum + cells.size, 0),
    'questions tried': trials.length,
    unexpected: unexpected(lines),
    'let in, never done': `\n    ${never.sort().join('\n    ')}`,
  });
  expect(wrong.sort()).toEqual([]);
});

test('subscriptions start for whom the page says, and for nobody else', async () => {
  const wrong: string[] = [];
  const open = [];
  for (const surface of SURFACES)
    for (const { field } of rootFieldsOf(surface, 'subscription')) {
      const [line] = linesOf(surface, [field.name]);
      for (const [role, cell] of line ? rolesOf(line) : []) {
        const asker = scene.asker(surface, role, 'own');
        if (!asker || role === 'token') continue;
        const { contractOf } = await import('./stage/contracts.ts');
        const { text } = selectionOf(contractOf(surface), field, new Random(1), { words: 10, plain: true });
        open.push({
          asker,
          cell,
          name: `${surface} ${field.name}: ${role}`,
          listening: await asker.person.listen(`subscription { ${field.name} ${text} }`, {}),
        });
      }
    }
  for (const { cell, name, listening } of open) {
    const isRefused = cell === 'no' || cell === '–';
    // Each socket answers in the order it was asked: where a later one was refused, an earlier one had started.
    const errors = isRefused ? await firstErrors(listening) : listening.seen.find((one) => one.errors)?.errors;
    const code = errors?.[0]?.extensions?.code;
    const right =
      cell === 'no' ? code === 'FORBIDDEN' : cell === '–' ? code === 'NOT_FOUND' || code === 'INVALID' : !errors;
    if (!right) wrong.push(`${name}: the page says ${cell}, what happened is ${code ?? 'it started'}`);
    listening.stop();
  }
  await Promise.all([...new Set(open.map(({ asker }) => asker.person))].map((person) => person.leave()));
  expect(wrong).toEqual([]);
});

/** What a subscription is refused with; nothing where it isn't within some seconds. */
async function firstErrors({ seen }: Listening<unknown>) {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = seen.find(({ errors }) => errors);
    if (found) return found.errors;
    await delay(25);
  }
  return undefined;
}

test('what may be done is offered to whom the page says, in whatever state', async () => {
  const wrong: string[] = [];
  for (const surface of SURFACES)
    for (const role of page.roles.get(surface)?.values() ?? []) {
      for (const relation of ['own', 'partner', 'rival'] as const) {
        const asker = scene.asker(surface, role, relation);
        const lines = linesOf(surface, actionsOf(surface));
        if (!asker || lines.length === 0) continue;
        const offered = await offeredTo(surface, asker.person);
        for (const line of lines) {
          const cell = new Map(rolesOf(line)).get(role);
          const reaches =
            relation === 'own'
              ? cell !== 'no' && cell !== '–'
              : cell === 'yes' || (cell === 'partner' && relation === 'partner');
          const isOffered = offered.has(line.thing);
          if (isOffered !== reaches)
            wrong.push(
              `${surface} ${line.thing}: ${role}, ${relation}: the page says ${cell}, it is ${isOffered ? '' : 'not '}offered`,
            );
        }
      }
    }
  expect(wrong).toEqual([]);
});

test('sensitive fields are told to whom the page says', { timeout: 300_000 }, async () => {
  const wrong: string[] = [];
  const random = new Random(seedOfRun());
  for (const surface of SURFACES) {
    const readable = readableTypes(surface);
    const lines = linesOf(surface, sensitiveOf(surface)).filter(({ thing }) => readable.has(thing.split('.')[0] ?? ''));
    if (lines.length === 0) continue;
    for (const role of page.roles.get(surface)?.values() ?? []) {
      const asker = scene.asker(surface, role, 'own');
      if (!asker || (!isLong && !random.chance(0.25))) continue;
      const seen = await valuesSeenBy(scene, asker);
      for (const line of lines) {
        const cell = new Map(rolesOf(line)).get(role);
        const isTold = seen.has(line.thing);
        if (isTold !== (cell !== 'no' && cell !== '–'))
          wrong.push(`${surface} ${line.thing}: ${role}: the page says ${cell}, it is ${isTold ? '' : 'not '}told`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
