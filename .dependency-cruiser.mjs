/**
 * Who may import what. Each rule is named for what it keeps true, and has at least one canary in
 * `test/house/canaries/dependencies`: a file that this rule, and no other, must refuse.
 */
const DOMAINS = 'resident|medication|prescription|activity|wellness';
const SPEC = '\\.spec\\.tsx?$';
const FACE_OF_AN_AREA = ['^libs/platform/src/[^/]+/index\\.ts$', '^libs/platform/src/[^/]+/[^/]+/index\\.ts$'];

/** A domain reaches the other domains on this list, through their faces, and none else. */
function domainKnowsOnly(domain, known) {
  const others = DOMAINS.split('|').filter((name) => name !== domain && !known.includes(name));
  return {
    name: `${domain}-knows-${known.length === 0 ? 'no-other-domain' : `only-${known.join('-')}`}`,
    comment: 'What must flow against the arrows flows as a fact.',
    from: { path: `^libs/${domain}/` },
    to: { path: `^libs/(${others.join('|')})/src/index\\.ts$` },
  };
}

const betweenLibraries = [
  {
    name: 'domains-only-through-their-face',
    comment: 'Another library is imported as #<domain>: its index.ts.',
    from: { path: '^(?:apps|test|libs/([^/]+))/' },
    to: { path: `^libs/(${DOMAINS})/src/(?!index\\.ts$)`, pathNot: '^libs/$1/' },
  },
  {
    name: 'platform-only-through-its-areas',
    comment: 'The platform is imported as #platform/<area>: the index.ts of the area.',
    from: { path: `^(apps|test|libs/(${DOMAINS}))/` },
    to: { path: '^libs/platform/', pathNot: FACE_OF_AN_AREA },
  },
  {
    name: 'areas-only-through-their-face',
    comment: 'One area of the platform reaches another through its index.ts.',
    from: { path: '^libs/platform/src/([^/]+)/' },
    to: { path: '^libs/platform/src/', pathNot: ['^libs/platform/src/$1/', ...FACE_OF_AN_AREA] },
  },
  {
    name: 'apps-only-through-their-face',
    comment: 'An application shares with another what its index.ts shows.',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/[^/]+/src/(?!index\\.ts$)', pathNot: '^apps/$1/' },
  },
  {
    name: 'libs-know-no-app',
    from: { path: '^libs/' },
    to: { path: '^apps/' },
  },
  {
    name: 'platform-knows-no-domain',
    comment: 'Domains register with the platform; it never asks for one by name.',
    from: { path: '^libs/platform/' },
    to: { path: `^libs/(${DOMAINS})/src/index\\.ts$` },
  },
  domainKnowsOnly('resident', []),
  domainKnowsOnly('medication', []),
  domainKnowsOnly('prescription', ['resident', 'medication']),
  domainKnowsOnly('activity', ['resident']),
  domainKnowsOnly('wellness', ['resident', 'prescription', 'activity']),
  {
    name: 'no-circles',
    from: {},
    to: { circular: true },
  },
];

const rooms = [
  {
    name: 'face-shows-no-row-and-no-dto',
    from: { path: `^libs/(${DOMAINS})/src/index\\.ts$` },
    to: { path: `^libs/(${DOMAINS})/src/(api|data)/` },
  },
  {
    name: 'domain-stays-pure',
    comment: 'Rules know their own domain/, #platform/time and #platform/kernel: no Nest, no TypeORM, no I/O.',
    from: { path: `^libs/(${DOMAINS})/src/domain/`, pathNot: SPEC },
    to: {
      pathNot: [
        '^libs/$1/src/domain/',
        '^libs/platform/src/(time|kernel)/index\\.ts$',
        '(^|/)node_modules/temporal-polyfill/',
      ],
      couldNotResolve: false,
    },
  },
  {
    name: 'domain-specs-stay-pure',
    comment:
      'A table of cases needs the rule, Jest and fast-check, and may read shared vectors and real tables from files.',
    from: { path: `^libs/(${DOMAINS})/src/domain/.*${SPEC}` },
    to: {
      pathNot: [
        '^libs/$1/src/domain/',
        '^libs/platform/src/(time|kernel)/index\\.ts$',
        '(^|/)node_modules/(temporal-polyfill|@jest/globals|fast-check|csv-parse)/',
      ],
      dependencyTypesNot: ['core'],
      couldNotResolve: false,
    },
  },
  {
    name: 'data-knows-no-api-and-no-app',
    from: { path: `^libs/(${DOMAINS})/src/data/` },
    to: { path: '^libs/$1/src/(api|app)/' },
  },
  {
    name: 'data-knows-only-storage-of-the-platform',
    from: { path: `^libs/(${DOMAINS})/src/data/` },
    to: { path: '^libs/platform/src/.*index\\.ts$', pathNot: '^libs/platform/src/(database|time|kernel)/' },
  },
  {
    name: 'api-knows-no-data',
    from: { path: `^libs/(${DOMAINS})/src/api/` },
    to: { path: '^libs/$1/src/data/' },
  },
  {
    name: 'api-knows-no-trail-and-no-facts',
    comment: 'A route calls one use case; the trail and facts belong to app/. (Units of work: eslint.config.js.)',
    from: { path: `^libs/(${DOMAINS})/src/api/` },
    to: { path: '^libs/platform/src/(audit|events|timeline)/.*index\\.ts$' },
  },
  {
    name: 'app-knows-no-api',
    from: { path: `^libs/(${DOMAINS})/src/app/` },
    to: { path: '^libs/$1/src/api/' },
  },
  {
    name: 'app-knows-no-http',
    from: { path: `^libs/(${DOMAINS})/src/app/` },
    to: { path: '^libs/platform/src/http/index\\.ts$' },
  },
  {
    name: 'only-use-cases-know-other-domains',
    from: { path: `^libs/(${DOMAINS})/src/(api|data)/` },
    to: { path: `^libs/(${DOMAINS})/src/index\\.ts$`, pathNot: '^libs/$1/' },
  },
];

const storage = [
  {
    name: 'typeorm-only-where-sql-is',
    from: {
      path: '^(apps|libs)/',
      pathNot: [`^libs/(${DOMAINS})/src/(data|domain)/`, '^libs/platform/src/(database|audit|access|idempotency)/'],
    },
    to: { path: '(^|/)node_modules/(typeorm|@nestjs/typeorm)/' },
  },
  {
    name: 'sql-only-from-data-rooms',
    comment: 'Only these may open a Tx or a Reader to SQL.',
    from: {
      path: '^(apps|libs)/',
      pathNot: [
        `^libs/(${DOMAINS})/src/(data|domain)/`,
        '^libs/platform/src/(database|access|audit|health|idempotency)/',
      ],
    },
    to: { path: '^libs/platform/src/database/sql/index\\.ts$' },
  },
  {
    name: 'connection-only-in-tests',
    comment: 'What is written past #platform/database/sql leaves no entry in the audit trail.',
    from: { path: '^(apps|libs)/', pathNot: ['^libs/platform/src/database/', SPEC] },
    to: { path: '^libs/platform/src/database/raw/index\\.ts$' },
  },
  {
    name: 'migrations-know-columns-and-dialect',
    comment: 'A migration must read the same in ten years; only the ordered list (index.ts) imports migrations.',
    from: { path: '^libs/platform/src/database/migrations/(?!index\\.ts$)' },
    to: { pathNot: ['^libs/platform/src/database/(columns|dialect)\\.ts$', '(^|/)node_modules/typeorm/'] },
  },
  {
    name: 'kernel-imports-nothing',
    from: { path: '^libs/platform/src/kernel/', pathNot: SPEC },
    to: { pathNot: '^libs/platform/src/kernel/' },
  },
  {
    name: 'time-stays-pure',
    comment: 'Every domain/ imports it. What Nest needs of it lies in a subarea, out of its face.',
    from: { path: '^libs/platform/src/time/[^/]+$', pathNot: SPEC },
    to: {
      pathNot: [
        '^libs/platform/src/time/[^/]+$',
        '^libs/platform/src/kernel/index\\.ts$',
        '(^|/)node_modules/(temporal-polyfill|rrule-temporal|lru-cache)/',
      ],
    },
  },
];

const tests = [
  {
    name: 'e2e-speaks-http-only',
    from: { path: '^test/e2e/' },
    to: { path: ['^apps/', '^libs/.*index\\.ts$'] },
  },
  {
    name: 'sources-know-no-test',
    from: { path: '^(apps|libs)/', pathNot: SPEC },
    to: { path: `^test/|${SPEC}` },
  },
];

const packages = [
  {
    name: 'no-dev-dependency-in-sources',
    comment: 'What runs in a home is in "dependencies". Types from @types/ leave no trace in the build.',
    from: { path: '^(apps|libs)/', pathNot: SPEC },
    to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/@types/' },
  },
  {
    name: 'document-is-made-later',
    comment:
      'Loading @nestjs/swagger is a fifth of a start: what #platform/dto has in its place waits for the document.',
    from: { path: '^(apps|libs)/', pathNot: '^libs/platform/src/dto/told-later\\.ts$' },
    to: {
      path: '(^|/)node_modules/@nestjs/swagger/',
      dependencyTypesNot: ['type-only', 'dynamic-import'],
    },
  },
  {
    name: 'checks-by-their-files',
    comment: 'Its index loads telephone numbers of the whole world; #platform/dto has what the home uses.',
    from: { path: '^(apps|libs)/' },
    to: {
      path: '(^|/)node_modules/class-validator/(?!cjs/(decorator/common|metadata|validation)/)',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'no-undeclared-package',
    comment: 'A package that package.json does not name is there by accident.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-unresolvable-import',
    comment: 'What the build makes (dist/) may not be made yet.',
    from: {},
    to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
  },
  {
    name: 'no-orphans',
    comment:
      'A file that imports nothing and that nothing imports is dead. (Named elsewhere: on-postgres.ts, host.mjs.)',
    from: {
      orphan: true,
      pathNot: [
        SPEC,
        '/main\\.ts$',
        '/index\\.ts$',
        '\\.d\\.m?ts$',
        '^test/house/',
        '^test/support/(on-postgres\\.ts|homes/host\\.mjs)$',
      ],
    },
    to: {},
  },
];

const forbidden = [...betweenLibraries, ...rooms, ...storage, ...tests, ...packages].map((rule) => ({
  severity: 'error',
  ...rule,
}));

export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/house/canaries)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
