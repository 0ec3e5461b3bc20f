import type { Plugin } from 'vite';

const unused = '\0landfall:observables';
const names = ['distinctUntilChanged', 'map', 'ReplaySubject', 'share', 'shareReplay', 'tap', 'timer', 'EMPTY'];

/**
 * Leaves out of the browser what Apollo's cache only needs for `watchFragment` (rxjs) and for emptying a printer it
 * never fills: 7 KB of 31. `Live` uses `watch`, `diff` and `write`. Who calls `watchFragment` gets an error that says so.
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
    filter: { id: /landfall:observables$|@apollo\/client\/utilities\/graphql\/print\.js$|devalue\/src\/uneval\.js$/ },
    handler(id) {
      // Kit writes pages with it, on the server.
      if (id.includes('uneval')) return `export const uneval = () => { throw new Error('only on the server'); };`;
      if (id !== unused) return `export const print = /* @__PURE__ */ Object.assign(() => '', { reset() {} });`;
      return [
        `const missing = () => { throw new Error('rxjs is left out of the browser: build-tools/lean-cache.plugin.ts'); };`,
        // The cache makes two of them when it is loaded; nobody subscribes.
        `export class Observable { pipe() { missing(); } subscribe() { missing(); } }`,
        ...names.map((name) => `export const ${name} = missing;`),
      ].join('\n');
    },
  },
});
