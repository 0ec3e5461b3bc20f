import type { Pages } from '@landfall/gateway/server/web-pages';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openOwnDatabase } from '../kit/own-database.ts';
import { startWorld, type World } from '../kit/world.ts';
import { builtPages } from './crawl/built-pages.ts';
import { crawl, newTally } from './crawl/crawl.ts';
import { changed, rowsOf, strayCanaries } from './crawl/database-scan.ts';
import { crawlEdges, EDGES, pagePaths, unlistedPaths } from './crawl/edges.ts';
import { Finds, type Hidden } from './crawl/finds.ts';
import { listenToEverything, lookAtNews, lookThrough, stir } from './crawl/live.ts';
import { logWithLines, unexpected } from './crawl/log-lines.ts';
import { type Loot, WAYS } from './crawl/questions.ts';
import { supportOf, tokenOf } from './matrix/scene.ts';
import { canariesIn, plantCanaries } from './stage/canaries.ts';
import { type Asker, everyTableFull, type Firm, firm, headquarters, openAccounts, whoseOf } from './stage/cast.ts';
import { SURFACES } from './stage/contracts.ts';
import { dryRun } from './stage/dry-run.ts';
import { isLong, report, seedOfRun } from './stage/form.ts';
import { type IdPool, idsOf } from './stage/ids.ts';
import { publishedToHeadquarters } from './stage/published.ts';
import { Random } from './stage/random.ts';
import type { Whose } from './stage/whose.ts';

/** Of its own: what is planted and tried here is in nobody else's way. */
let database: Awaited<ReturnType<typeof openOwnDatabase>>;
let world: World;
const { log, lines } = logWithLines();

let pages: Pages | undefined;

beforeAll(async () => {
  pages = await builtPages().catch(() => undefined);
  database = await openOwnDatabase(inject('adminUrl'));
  world = await startWorld({ log, pages, adminUrl: database.adminUrl });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const HQ_TENANT = '00000000-0000-7000-8000-000000000001';

test('whoever asks for everything, with own and with stolen ids, words and cursors, over HTTP and sockets, is told nothing of a rival, of another customer, or of headquarters’ own', {
  timeout: 1_800_000,
}, async () => {
  const seed = seedOfRun();
  const own = await firm(world, '沪上甲软件服务有限公司', ['甲客贸易有限公司', '乙邻制造有限公司']);
  const rival = await firm(world, '粤乙软件服务有限公司', ['丙远商行有限公司']);
  const central = await headquarters(world);
  // Colleagues at headquarters, who ask nothing.
  const colleagues = await headquarters(world);
  await openAccounts(world);
  const neighbour = await whoseOf(own, 'neighbour', own.customers[1]);
  const rivals = await whoseOf(rival, 'rival');
  const hq: Whose = {
    name: 'headquarters',
    tenant: HQ_TENANT,
    ...(await peopleOf(colleagues)),
  };
  const victims = [rivals, neighbour, hq];
  const { tables, refused } = await everyTableFull(world, victims);
  const ids = new Map<Whose, IdPool>();
  for (const whose of victims) ids.set(whose, await idsOf(world.owner, tables, whose));
  const mine = await idsOf(world.owner, tables, await whoseOf(own, 'own', own.customers[0]));
  const ours = await idsOf(world.owner, tables, await whoseOf(own, 'own'));
  const words = await wordsOf(rival);
  const cursors = await cursorsOf(rival);
  const planted = [];
  for (const whose of victims) planted.push(await plantCanaries(world.owner, tables, whose));
  const canaries = planted.flatMap((one) => one.canaries);
  const published = await publishedToHeadquarters(world.owner);
  const isHidden: Hidden = ({ surface }, { victim, table, column }) => {
    if (surface === 'hq' && victim !== 'headquarters') return !published(table, column);
    if (victim === 'neighbour') return surface !== 'desk';
    return surface !== 'hq';
  };
  const finds = new Finds(canaries, isHidden);
  for (const [whose, pool] of ids) finds.guard(whose.name, pool);
  const askers = [
    ...askersOf(own, central),
    await tokenOf(world, own.staff.get('partner_admin') as Asker),
    await supportOf(world, own, central[1] as Asker),
  ];
  const lootOf = ({ surface }: Asker): Loot => ({
    own: surface === 'portal' ? mine : surface === 'desk' ? ours : (ids.get(hq) as IdPool),
    stolen: together(
      surface === 'portal'
        ? [ids.get(rivals), ids.get(neighbour)]
        : surface === 'desk'
          ? [ids.get(rivals), ids.get(hq)]
          : [ids.get(rivals)],
    ),
    canaries: canaries.map(({ word }) => word),
    cursors,
    words,
  });
  const tally = newTally();
  const started = performance.now();
  const prints = (some: readonly Whose[]) => Promise.all(some.map((whose) => rowsOf(world.owner, tables, whose)));

  const open = await listenToEverything(askers, lootOf, tally);
  await stir(world, rival.tenant, [own.tenant], ids.get(rivals) as IdPool);
  await stir(world, own.tenant, [], ids.get(neighbour) as IdPool);
  let told = 0;
  const afterRound = () => {
    told += lookAtNews(open, finds);
  };
  const options = { seed, finds, tally, lootOf, afterRound, share: isLong ? 1 : 0.2 };
  await crawl(askers, ['query'], WAYS, { ...options, rounds: isLong ? 14 : 1 });
  // Everybody changes what is theirs; of nobody else may a row be another afterwards.
  const of = (surface: string) => askers.filter((asker) => asker.surface === surface);
  const changes = { ...options, seed: seed + 1, rounds: isLong ? 6 : 1 };
  for (const [who, whom] of [
    [of('portal'), [rivals, neighbour, hq]],
    [of('desk'), [rivals, hq]],
    [of('hq'), [rivals, neighbour]],
  ] as const) {
    const before = await prints(whom);
    await crawl(who, ['mutation'], ['stolen', 'words'], changes);
    const after = await prints(whom);
    // Accounts' own affairs (a mail about a password) stand in headquarters' name.
    // What headquarters does to a partner is told there.
    const tells = who[0]?.surface === 'hq';
    for (const [i, { name }] of whom.entries())
      expect(changed(before[i] ?? new Map(), after[i] ?? new Map(), tells || name === hq.name), name).toEqual([]);
  }
  const stopRolling = dryRun(world.host.tenancy);
  await crawl(askers, ['mutation'], ['own', 'stolen'], { ...options, seed: seed + 2, rounds: isLong ? 5 : 1 });
  stopRolling();
  await world.host.consumers.idle();
  await crawlEdges(world.url, isLong ? askers : someOfEach(askers), lootOf, {
    random: new Random(seed + 3),
    finds,
    tally,
    pages: pages ? pagePaths() : [],
    rounds: isLong ? 2 : 1,
  });
  told += await lookThrough(open, finds);
  for (const line of lines)
    for (const word of canariesIn(line)) finds.add({ surface: 'log', role: 'operator' }, word, line);
  const strayed = await strayCanaries(world.owner, tables, victims, canaries, (canary, tenant) =>
    // Its own partner's notes of a neighbour (an inbox, the trail) are at home there.
    canary.victim === neighbour.name ? tenant === own.tenant || published(canary.table, canary.column) : false,
  );

  report('isolation crawl', {
    form: isLong ? 'long' : 'short',
    seed,
    operations: tally.operations,
    seconds: Math.round((performance.now() - started) / 1000),
    roles: tally.byRole.size,
    canaries: finds.canaries,
    ids: finds.ids,
    tables: tables.length,
    'told over sockets': told,
    'log lines': lines.length,
    edges: `${EDGES.length} routes, ${pages ? pagePaths().length : 'no'} pages`,
    codes: Object.fromEntries([...tally.codes].sort()),
    'root fields that answered': `${tally.answered.size} of ${SURFACES.length} contracts`,
    'columns without a canary': planted.flatMap((one) => one.refused).length,
    'tables nobody could be given a row of': refused.map(({ table, whose, why }) => `${whose} ${table}: ${why}`),
    broken: [...tally.broken.keys()],
    unexpected: unexpected(lines),
    leaks: finds.leaks.length,
  });
  expect(finds.leaks).toEqual([]);
  expect(strayed).toEqual([]);
  expect(refused.filter(({ whose }) => whose !== hq.name)).toEqual([]);
  expect([...tally.broken.keys(), ...unexpected(lines)]).toEqual([]);
  if (isLong) expect(tally.operations).toBeGreaterThan(50_000);
});

/** Two of each surface. */
function someOfEach(askers: readonly Asker[]): Asker[] {
  return SURFACES.flatMap((surface) => askers.filter((asker) => asker.surface === surface).slice(0, 2));
}

function askersOf(own: Firm, central: readonly Asker[]): Asker[] {
  const portal = own.people.slice(0, own.people.length / own.customers.length);
  return [...own.staff.values(), ...portal, ...central];
}

function together(pools: readonly (IdPool | undefined)[]): IdPool {
  const all = new Map<string, string[]>();
  for (const pool of pools) for (const [table, ids] of pool ?? []) all.set(table, [...(all.get(table) ?? []), ...ids]);
  return all;
}

async function peopleOf(central: readonly Asker[]): Promise<{ accounts: string[]; members: string[] }> {
  const members = central.map(({ person }) => person.membershipId);
  const { rows } = await world.owner.query<{ account_id: string }>(
    'select account_id from identity.headquarters_membership where id = any($1)',
    [members],
  );
  return { accounts: rows.map((row) => row.account_id), members };
}

/** What a thief has heard of: names, numbers, telephone numbers, serials. */
async function wordsOf(rival: Firm): Promise<string[]> {
  const { rows } = await world.owner.query<{ number: string }>(
    'select number from support.ticket where tenant_id = $1 union select number from support.dispatch_order where tenant_id = $1',
    [rival.tenant],
  );
  return [
    ...rival.customers.flatMap(({ name, mobile, serial }) => [name, mobile, serial]),
    ...rows.map(({ number }) => number),
  ];
}

/** Places in the rival's own lists. */
async function cursorsOf(rival: Firm): Promise<string[]> {
  const boss = rival.staff.get('partner_admin')?.person;
  const cursors: string[] = [];
  for (const list of ['tickets', 'dispatchOrders', 'customers', 'calls', 'members']) {
    const data = await boss?.get<Record<string, { edges: { cursor: string }[] }>>(
      `{ ${list}(first: 5) { edges { cursor } } }`,
    );
    cursors.push(...(data?.[list]?.edges ?? []).map(({ cursor }) => cursor));
  }
  return cursors;
}

test('the list of edges has every path the gateway answers besides pages and /graphql', () => {
  expect(unlistedPaths()).toEqual([]);
  expect(pagePaths().length).toBeGreaterThan(20);
});
