import type { Plugin } from 'vite';

const unused = '\0landfall:observables';
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
  // Kit writes pages with it, on the server.
  [/devalue\/src\/uneval\.js$/, `export const uneval = () => { throw new Error('only on the server'); };`],
];

/**
 * Leaves out of the browser what Apollo's cache only needs for `watchFragment` (rxjs), for documents written at run time
 * (graphql's visitor) and for printing: 11 KB of 31. `Live` uses `watch`, `diff` and `write`. Who calls `watchFragment`
 * gets an error that says so.
 */
export const leanCache = (): Plugin => ({
  name: 'landfall-lean-cache',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'client',
  resolveId: {
    filter: { id: /^rxjs$/ },
    handler: () => unused,
  },
  load: {
    filter: { id: leftOut.map(([id]) => id) },
    handler: (id) => leftOut.find(([pattern]) => pattern.test(id))?.[1],
  },
});
