import type { Plugin } from 'vite';

const unused = '\0landfall:observables';
/** Functions of optimism that remember nothing: `cache.ts` turns the memory of results off (`resultCaching`). */
const unmemoized = '\0landfall:unmemoized';
const names = ['distinctUntilChanged', 'map', 'ReplaySubject', 'share', 'shareReplay', 'tap', 'timer', 'EMPTY'];

/** Modules no browser needs, and what stands in their place. */
const leftOut: Array<[id: RegExp, code: string]> = [
  [
    /landfall:observables$/,
    [
      `const missing = () => { throw new Error('rxjs is left out of the browser: build-tools/lean-cache.plugin.ts'); };`,
      // The cache makes two of them when it is loaded; nobody subscribes.
      `export class Observable { pipe() { missing(); } subscribe() { missing(); } }`,
      ...names.map((name) => `export const ${name} = missing;`),
    ].join('\n'),
  ],
  // The cache empties a printer it never fills.
  [
    /@apollo\/client\/utilities\/graphql\/print\.js$/,
    `export const print = /* @__PURE__ */ Object.assign(() => '', { reset() {} });`,
  ],
  // Documents come with every `__typename`, and checked against the contracts (graphql-sources.ts, graphql-types.ts).
  [
    /@apollo\/client\/utilities\/graphql\/transform\.js$/,
    `export const addTypenameToDocument = /* @__PURE__ */ Object.assign((document) => document, { added: () => false });`,
  ],
  [/@apollo\/client\/utilities\/internal\/checkDocument\.js$/, `export const checkDocument = () => {};`],
  [
    /@apollo\/client\/utilities\/graphql\/DocumentTransform\.js$/,
    `export class DocumentTransform { transformDocument(document) { return document; } resetCache() {} }`,
  ],
  // Only `watchFragment` compares so.
  [/@apollo\/client\/utilities\/internal\/equalByQuery\.js$/, `export const equalByQuery = () => false;`],
  // What is left to remember is a few sorted keys: a page asks few questions.
  [
    /@apollo\/client\/utilities\/internal\/caches\.js$/,
    [
      `class Kept extends Map { set(key, value) { super.set(key, value); return value; } }`,
      `export const AutoCleanedStrongCache = function () { return new Kept(); };`,
      `export const AutoCleanedWeakCache = AutoCleanedStrongCache;`,
    ].join('\n'),
  ],
  [/@wry\/caches\/lib\/index\.js$/, `export class WeakCache {}\nexport class StrongCache {}`],
  [
    /landfall:unmemoized$/,
    [
      'const nothing = () => {};',
      `export const wrap = (run) => Object.assign((...given) => run(...given), { peek: nothing, forget: nothing, dirty: nothing });`,
      'export const dep = () => Object.assign(() => {}, { dirty: nothing });',
      'export const defaultMakeCacheKey = nothing;',
      'export class Slot {',
      '  hasValue() { return false; }',
      '  getValue() {}',
      '  withValue(_value, run, given, self) { return run.apply(self, given); }',
      '}',
    ].join('\n'),
  ],
  // There are no custom elements; its class would be made when it is loaded.
  [
    /svelte\/src\/internal\/client\/dom\/elements\/custom-element\.js$/,
    `export const create_custom_element = () => { throw new Error('custom elements are left out: build-tools/lean-cache.plugin.ts'); };`,
  ],
  // Pages keep no state in the history; what Kit writes there is the empty one.
  [
    /devalue\/src\/stringify\.js$/,
    [
      `export const stringify = (state) => {`,
      `  if (Object.keys(state).length) throw new Error('page state is left out: build-tools/lean-cache.plugin.ts');`,
      `  return '[{}]';`,
      `};`,
      `export const stringifyAsync = stringify;`,
    ].join('\n'),
  ],
  // Kit writes pages with it, on the server.
  [/devalue\/src\/uneval\.js$/, `export const uneval = () => { throw new Error('only on the server'); };`],
];

/**
 * Leaves out of the browser what Apollo's cache only needs for `watchFragment` (rxjs), for documents written at run time
 * (graphql's visitor), for printing, and to remember results (optimism: 4 KB; a page has a handful of watches, and each
 * still tells only of what differs). `Live` uses `watch`, `diff` and `write`. Who calls `watchFragment` gets an error that
 * says so. Of Svelte and Kit what no page uses is left out as well.
 */
export const leanCache = (): Plugin => ({
  name: 'landfall-lean-cache',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'client',
  resolveId: {
    filter: { id: /^(rxjs|optimism)$/ },
    handler: (id) => (id === 'rxjs' ? unused : unmemoized),
  },
  load: {
    filter: { id: leftOut.map(([id]) => id) },
    handler: (id) => leftOut.find(([pattern]) => pattern.test(id))?.[1],
  },
});
