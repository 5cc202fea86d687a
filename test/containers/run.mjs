/*
 * Builds both images and runs the homes of docker/compose*.yaml for real: npm run test:containers. Where no engine is, it
 * says so, and fails only with REQUIRE_CONTAINERS=1. RESIDENCIA_PORT is the port that it takes (3391).
 */
import { equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { composition, docker, ROOT, whyNoEngine } from './engine.mjs';
import { addRoom, addRooms, missing, signIn } from './residents.mjs';

/** Longest that a stop may take, in milliseconds. */
const STOP_LIMIT = 10_000;
/** Stories that hear of the fault of broken.mjs. */
const ABOUT_CONFLICTS = ['medication/stock-ledger', 'access/users'];

const sqlite = composition('residencia-test', 'app', 'compose.yaml');
const postgres = composition('residencia-test-postgres', 'nginx', 'compose.yaml', 'compose.postgres.yaml');

async function step(name, work) {
  const started = performance.now();
  await work();
  console.log(`ok: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/** That a container may do nothing but serve. */
async function isConfined(container) {
  const { HostConfig: host, Config: config } = JSON.parse(await docker('inspect', container))[0];
  equal(config.User, '1000:1000');
  equal(host.ReadonlyRootfs, true);
  equal(host.Privileged, false);
  const status = await docker('exec', container, 'cat', '/proc/1/status');
  for (const kind of ['CapPrm', 'CapEff', 'CapBnd']) ok(status.includes(`${kind}:\t0000000000000000`), kind);
  await docker('exec', container, 'sh', '-c', '! touch /app/anything 2>/dev/null');
}

/** The stories, told to a home: they must end with 0 and leave a report. */
async function storiesPass(home) {
  try {
    equal(await home.show('run', '--no-TTY', '--name', `${home.name}-stories`, 'e2e'), 0);
    const report = await docker('cp', `${home.name}-stories:/results/junit.xml`, '-');
    ok(/<testsuites [^>]*failures="0"/.test(report), 'a report in JUnit XML without failures');
  } finally {
    await docker('rm', '--force', '--volumes', `${home.name}-stories`);
  }
}

/** The stories, told to a home with a fault, end with another code than 0. */
async function storiesHearAFault(home) {
  const broken = `${home.name}-broken`;
  const file = join(ROOT, 'test/containers/broken.mjs');
  const where = ['--network', `${home.name}_home`, '--network-alias', 'broken', '--env', 'HOME_URL=http://app:3000'];
  await docker(
    'run',
    '--detach',
    '--name',
    broken,
    ...where,
    '--volume',
    `${file}:/broken.mjs:ro`,
    'residencia',
    'node',
    '/broken.mjs',
  );
  try {
    const address = ['--env', 'RESIDENCIA_URL=http://broken:3000'];
    const stories = `${home.name}-doubters`;
    equal(await home.show('run', '--no-TTY', '--name', stories, ...address, 'e2e', ...ABOUT_CONFLICTS), 1);
    const report = await docker('cp', `${stories}:/results/junit.xml`, '-');
    await docker('rm', '--force', '--volumes', stories);
    ok(/<testsuites [^>]*failures="[1-9]/.test(report), 'it is the fault that they hear of');
  } finally {
    await docker('rm', '--force', '--volumes', broken);
  }
}

/** A stop while people write is clean and short, and what was said to be there is there afterwards. */
async function stopLosesNothing(home, container) {
  const token = await signIn();
  const writers = addRooms(token);
  while (writers.rooms.length < 20) await later(50);
  const started = performance.now();
  await docker('kill', '--signal', 'SIGTERM', container);
  equal(await docker('wait', container), '0');
  const took = performance.now() - started;
  ok(took < STOP_LIMIT, `the stop took ${took} ms`);
  await docker('start', container);
  await home.up();
  const rooms = await writers.stop();
  equal((await missing(token, rooms)).length, 0);
  console.log(`   stopped in ${Math.round(took)} ms; ${rooms.length} rooms were confirmed, and all are there`);
}

/** What is in a home is there again after its containers were thrown away. */
async function dataSurvives(home) {
  const id = await addRoom(await signIn());
  await home.down();
  await home.up();
  equal((await missing(await signIn(), [id])).length, 0);
}

async function onSqlite() {
  await step('SQLite: the home comes up', () => sqlite.up());
  const container = await sqlite.container('app');
  await step('SQLite: it runs as nobody in particular, on a root that it cannot change', () => isConfined(container));
  await step('SQLite: SIGTERM stops it, and nothing is lost', () => stopLosesNothing(sqlite, container));
  await step('SQLite: data survives down and up', () => dataSurvives(sqlite));
  await step('SQLite: the stories pass', () => storiesPass(sqlite));
  await step('SQLite: the stories hear of a fault', () => storiesHearAFault(sqlite));
}

async function onPostgres() {
  await step('PostgreSQL: two replicas come up', () => postgres.up());
  const [first, second] = await Promise.all(['app', 'app-2'].map((service) => postgres.container(service)));
  await step('PostgreSQL: both are confined', async () => {
    for (const container of [first, second]) await isConfined(container);
  });
  await step('PostgreSQL: SIGTERM stops a replica, and nothing is lost', () => stopLosesNothing(postgres, second));
  await step('PostgreSQL: data survives down and up', () => dataSurvives(postgres));
  await step('PostgreSQL: the stories pass', () => storiesPass(postgres));
}

const reason = await whyNoEngine();
if (reason !== undefined) {
  console.log(`Containers are not tested: ${reason}`);
  process.exit(process.env.REQUIRE_CONTAINERS === '1' ? 1 : 0);
}
execFileSync(join(ROOT, 'docker/make-secrets.sh'), { stdio: 'inherit' });
try {
  await step('both images build', () => sqlite.ask('build'));
  const bytes = Number(await docker('image', 'inspect', '--format', '{{.Size}}', 'residencia'));
  console.log(`   the image of the application has ${(bytes / 1e6).toFixed(0)} MB`);
  await onSqlite();
  await sqlite.remove();
  await onPostgres();
  console.log('all passed');
} finally {
  await sqlite.remove();
  await postgres.remove();
}
