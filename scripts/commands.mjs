import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forward, runNode } from './child.mjs';
import { prepare, prepareInstall } from './prepare.mjs';
import { ROOT, SERVER, sourcesUnder } from './sources.mjs';

const CLI = 'dist/apps/cli/src/main.js';

const COMMANDS = {
  start: (args) => forward([SERVER, ...args]),
  demo: (args) => forward(['--enable-source-maps', CLI, 'demo', ...args]),
  cli: (args) => forward(['--enable-source-maps', CLI, ...args]),
  test: runTests,
  'test:postgres': testOnPostgres,
  // What the others do first, alone.
  install: () => undefined,
  build: () => undefined,
};

export async function run(name, args) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(`usage: node scripts/run.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`);
    process.exit(2);
  }
  await (name === 'install' ? prepareInstall() : prepare());
  await command(args);
}

/**
 * The whole suite under TZ=UTC, then the specs that deal with time again on two other machines' clocks: results
 * must not depend on the machine's own zone. With arguments, one run of Jest with those arguments.
 * `TEST_RESULTS_DIR` receives Jest's JSON of each run.
 */
async function runTests(args) {
  const codes = [await jest('UTC', args)];
  const timely = sourcesUnder(['apps', 'libs']).filter(isAboutTime);
  if (args.length === 0 && timely.length > 0) {
    for (const zone of ['Europe/Madrid', 'Pacific/Auckland']) {
      console.error(`\nThe specs about time again, on a machine in ${zone}:`);
      codes.push(await jest(zone, ['--selectProjects', 'unit', '--runTestsByPath', ...timely]));
    }
  }
  process.exitCode = codes.find((code) => code !== 0) ?? 0;
}

/** What needs a database, on PostgreSQL only: stories, migrations, races, crashes and properties. Without a server it fails. */
async function testOnPostgres(args) {
  process.env.REQUIRE_POSTGRES = '1';
  const projects = ['migrations', 'races', 'e2e'].map((name) => `${name}-postgres`);
  process.exitCode = await jest('UTC', [...args, '--selectProjects', ...projects]);
}

function isAboutTime(path) {
  return (
    /\.spec\.tsx?$/.test(path) &&
    /#platform\/time|Temporal|platform\/src\/time\//.test(path + readFileSync(join(ROOT, path), 'utf8'))
  );
}

function jest(zone, args) {
  const results = process.env.TEST_RESULTS_DIR;
  if (results !== undefined) mkdirSync(results, { recursive: true });
  const output =
    results === undefined ? [] : ['--json', '--outputFile', join(results, `${zone.replace('/', '-')}.json`)];
  return runNode(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      ...output,
      ...args,
    ],
    { env: { ...process.env, TZ: zone }, stdio: ['inherit', output.length > 0 ? 'ignore' : 'inherit', 'inherit'] },
  );
}
