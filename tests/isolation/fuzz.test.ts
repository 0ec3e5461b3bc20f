import fc from 'fast-check';
import { getNamedType, isScalarType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../kit/world.ts';
import { logWithLines, unexpected } from './crawl/log-lines.ts';
import { callOf } from './stage/call.ts';
import { type Asker, firm, headquarters, openAccounts } from './stage/cast.ts';
import { contractOf, rootFieldsOf, SURFACES, type Surface } from './stage/contracts.ts';
import { dryRun } from './stage/dry-run.ts';
import { isLong, report, seedOfRun } from './stage/form.ts';
import { Random } from './stage/random.ts';
import { selectionOf } from './stage/selection.ts';

const { log, lines } = logWithLines();
let world: World;
let askers: Record<Surface, Asker>;
let asked = 0;

beforeAll(async () => {
  world = await startWorld({ log });
  const own = await firm(world, '皖甲軟件服務有限公司', ['甲客貿易有限公司']);
  const [central] = await headquarters(world);
  await openAccounts(world);
  askers = {
    desk: own.staff.get('partner_admin') as Asker,
    portal: own.people[0] as Asker,
    hq: central as Asker,
  };
}, 120_000);
afterAll(() => {
  report('fuzzing', { form: isLong ? 'long' : 'short', seed: seedOfRun(), requests: asked });
  return world.close();
});

const RUNS = { seed: seedOfRun(), numRuns: isLong ? 3000 : 60, endOnFailure: true } as const;

/** Texts people and programs send that nobody foresaw. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    "' or 1=1 --",
    '{}',
    '%_\\',
    '\u202e反',
    '＝1+1',
    'a'.repeat(5000),
    '99999999999999999999',
    '-1',
    '1e400',
    'NaN',
    '2026-02-30',
    '9999999-01-01T00:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    '$1; drop table x',
  ),
);
const anything = fc.oneof(
  { weight: 4, arbitrary: nasty },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Posts something and holds that it is answered as a question of somebody's, whatever it was. */
async function post(path: string, body: string, headers: Record<string, string>): Promise<unknown> {
  asked += 1;
  const response = await fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  expect(response.status, `${path} ${body.slice(0, 500)} → ${text.slice(0, 300)}`).toBeLessThan(500);
  const answer = text.startsWith('{') ? (JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] }) : {};
  for (const { extensions } of answer.errors ?? [])
    expect(extensions?.code, `${body.slice(0, 500)}`).not.toBe('INTERNAL');
  return answer;
}
const cookieOf = ({ person }: Asker) => ({ cookie: `landfall=${person.token}` });

test('a cursor that isn’t ours is refused or leads nowhere, and breaks nothing', { timeout: 600_000 }, async () => {
  const lists = SURFACES.flatMap((surface) =>
    rootFieldsOf(surface, 'query')
      .filter(({ field }) => field.args.some(({ name }) => name === 'after'))
      .map((root) => ({ surface, root })),
  );
  const made = fc.oneof(
    nasty,
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
    fc.tuple(nasty, fc.uuid()).map((place) => Buffer.from(JSON.stringify(place)).toString('base64url')),
    fc
      .tuple(fc.constantFrom('infinity', '2026-01-01', 'null', '0'), fc.uuid())
      .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...lists),
      made,
      fc.integer({ min: -5, max: 300 }),
      async ({ surface, root }, after, first) => {
        const query = `query ($after: String, $first: Int) { ${root.field.name}(after: $after, first: $first) { pageInfo { hasNextPage } } }`;
        await post('/graphql', JSON.stringify({ query, variables: { after, first } }), cookieOf(askers[surface]));
      },
    ),
    RUNS,
  );
});

test('variables of any kind are answered, refused or not there, for every root field', {
  timeout: 600_000,
}, async () => {
  const stop = dryRun(world.host.tenancy);
  const random = new Random(RUNS.seed);
  const roots = SURFACES.flatMap((surface) =>
    rootFieldsOf(surface, 'query', 'mutation').map((root) => ({ surface, root })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...roots),
      fc.array(anything, { minLength: 12, maxLength: 12 }),
      async ({ surface, root }, values) => {
        const selection = selectionOf(contractOf(surface), root.field, random, { words: 40, plain: true });
        const { document, variables } = callOf(
          root,
          { id: () => undefined, isGiven: () => random.chance(0.5) },
          selection,
        );
        const bad = scramble(variables, values, random);
        await post('/graphql', JSON.stringify({ query: document, variables: bad }), cookieOf(askers[surface]));
      },
    ),
    { ...RUNS, numRuns: RUNS.numRuns * 3 },
  );
  stop();
});

/** The same variables with some of their values something else. */
function scramble(value: unknown, values: readonly unknown[], random: Random): unknown {
  if (random.chance(0.3)) return values[Math.floor(random.next() * values.length)];
  if (Array.isArray(value)) return value.map((one) => scramble(one, values, random));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scramble(one, values, random)]));
}

test('a document that is none, or a strange one, is refused and runs nothing', { timeout: 600_000 }, async () => {
  const words = SURFACES.flatMap((surface) => Object.keys(contractOf(surface).getTypeMap())).concat(
    rootFieldsOf('desk').map(({ field }) => field.name),
    [
      'query',
      'mutation',
      'subscription',
      'fragment',
      'on',
      '{',
      '}',
      '(',
      ')',
      '...',
      '@include(if: true)',
      '@skip',
      '$a',
      ':',
      '!',
      '[',
      ']',
      '__schema',
      '__type(name: "Query")',
      '__typename',
      '"',
      '"""',
      '#',
      ',',
      'null',
      'true',
      '1',
      '-',
      '&',
      '_service',
      '_entities',
    ],
  );
  const document = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((list) => list.join(' ')),
    nasty,
    fc.integer({ min: 1, max: 3000 }).map((depth) => `${'{ ticket '.repeat(depth)}${'}'.repeat(depth)}`),
    fc
      .integer({ min: 1, max: 500 })
      .map((count) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`),
    fc
      .integer({ min: 1, max: 60 })
      .map(
        (count) =>
          `${Array.from({ length: count }, (_, i) => `fragment F${i} on Viewer { id ...F${(i + 1) % count} }`).join(' ')} { viewer { ...F0 } }`,
      ),
  );
  const body = fc.oneof(
    { weight: 5, arbitrary: fc.record({ query: document }) },
    {
      weight: 1,
      arbitrary: fc.record(
        { query: anything, variables: anything, operationName: anything, extensions: anything },
        { requiredKeys: [] },
      ),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SURFACES), body, async (surface, sent) => {
      await post('/graphql', JSON.stringify(sent), cookieOf(askers[surface]));
    }),
    { ...RUNS, numRuns: RUNS.numRuns * 2 },
  );
});

test('bodies of any kind at the door are refused in order', { timeout: 600_000 }, async () => {
  const paths = [
    '/auth/sign-in',
    '/auth/code',
    '/auth/membership',
    '/auth/sign-out',
    '/auth/prove',
    '/auth/forgot-password',
    '/auth/reset-password',
    '/auth/confirm-email',
    '/auth/reset-link',
    '/auth/email-link',
    '/auth/standing',
    '/auth/nothing',
  ];
  const keys = ['email', 'password', 'code', 'membershipId', 'token', 'newPassword', 'locale', 'recoveryCode'];
  const body = fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(...keys), anything).map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: fc.jsonValue().map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), body, async (path, sent) => {
      await post(path, sent, {});
    }),
    RUNS,
  );
});

test('nothing of all this was unexpected to the system', () => {
  expect(unexpected(lines)).toEqual([]);
});

test('every scalar of the contracts is one the fuzzer sends wrong values for', () => {
  const scalars = new Set(
    SURFACES.flatMap((surface) =>
      Object.values(contractOf(surface).getTypeMap())
        .filter((type) => isScalarType(getNamedType(type)))
        .map(({ name }) => name),
    ),
  );
  expect([...scalars].sort()).toEqual(['Boolean', 'Date', 'DateTime', 'Float', 'ID', 'Int', 'String']);
});
