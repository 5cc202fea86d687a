import { Client } from 'pg';
import { storyFiles } from './test/support/homes/told-anywhere.mjs';

/** Where tests may create databases of their own. */
const POSTGRES = process.env.TEST_POSTGRES_URL || 'postgres://postgres@127.0.0.1:5432/postgres';

/** @param {boolean} tsx whether there is markup in it */
function swc(tsx) {
  const react = tsx ? { react: { runtime: 'automatic', importSource: 'hono/jsx' } } : {};
  const jsc = {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: { legacyDecorator: true, decoratorMetadata: true, ...react },
    keepClassNames: true,
  };
  return ['@swc/jest', { jsc, module: { type: 'es6' } }];
}

/** Jest runs the TypeScript sources as ES modules; `source` picks the `.ts` side of package.json "imports". */
const shared = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
};

/** What needs a database: on SQLite, and the same files again on PostgreSQL. */
const onADatabase = {
  migrations: ['<rootDir>/test/migrations/*.spec.ts'],
  races: ['<rootDir>/test/{races,crash,property}/*.spec.ts'],
  e2e: ['<rootDir>/test/e2e/**/*.spec.ts'],
};

/** Stories in which no row plays a part: once is enough. */
const ONE_DATABASE_IS_ENOUGH = [
  '/test/e2e/access/issuer-keys\\.spec',
  '/test/e2e/docs/',
  '/test/e2e/security/(cors|headers|limits|quiet-logs|slow-senders)\\.spec',
];

/** Stories from one database to the other. */
const BOTH_ARE_NEEDED = ['/test/races/transfer\\.spec'];

export default async function config() {
  if (process.env.RESIDENCIA_URL !== undefined) return onARunningHome(process.env.RESIDENCIA_URL);
  const homes = { ...shared, testEnvironment: '<rootDir>/test/support/homes/environment.mjs' };
  const sqlite = Object.entries(onADatabase).map(([displayName, testMatch]) => ({
    ...homes,
    displayName,
    testMatch,
    testPathIgnorePatterns: BOTH_ARE_NEEDED,
  }));
  const postgres = sqlite.map((project) => ({
    ...project,
    testPathIgnorePatterns: ONE_DATABASE_IS_ENOUGH,
    displayName: `${project.displayName}-postgres`,
    setupFiles: ['<rootDir>/test/support/on-postgres.ts'],
  }));
  return {
    // Of all projects: Jest reads it here only.
    testTimeout: 30_000,
    // A home under test is a process of its own beside the worker that drives it.
    maxWorkers: 2,
    // Modules of the files that ran stay in a worker's memory: past some gigabytes it does little but look for free room.
    workerIdleMemoryLimit: '800MB',
    projects: [
      { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.{ts,tsx}'] },
      { ...shared, displayName: 'house', testMatch: ['<rootDir>/test/house/*.spec.ts'] },
      // What may become of a file: SQLite only.
      { ...homes, displayName: 'files', testMatch: ['<rootDir>/test/files/*.spec.ts'] },
      ...sqlite,
      ...((await postgresAnswers()) ? postgres : []),
    ],
  };
}

/** The stories that can be told to a home that is running; says which can't. */
function onARunningHome(url) {
  const { anywhere, alone } = storyFiles();
  console.error(`${anywhere.length} files of stories are told to ${url}.`);
  console.error(`Not told, for they need a clock, settings, a process or a database of their own: ${alone.join(', ')}`);
  return {
    ...shared,
    displayName: 'running-home',
    reporters: process.env.JEST_JUNIT_OUTPUT_FILE === undefined ? ['default'] : ['default', 'jest-junit'],
    testMatch: anywhere.map((file) => `<rootDir>/test/e2e/${file}`),
    testTimeout: 60_000,
    maxWorkers: 2,
  };
}

/** Whether there is a PostgreSQL to test on; without one says so, or fails when `REQUIRE_POSTGRES=1`. */
async function postgresAnswers() {
  const client = new Client({ connectionString: POSTGRES, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    const reason = `${new URL(POSTGRES).host} does not take connections (${error.code ?? error.message})`;
    if (process.env.REQUIRE_POSTGRES === '1') throw new Error(`PostgreSQL is required: ${reason}`);
    console.error(`Not tested on PostgreSQL: ${reason}. TEST_POSTGRES_URL may name another.`);
    return false;
  }
}
