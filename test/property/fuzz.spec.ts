import { afterAll, beforeAll, expect, test } from '@jest/globals';
import PQueue from 'p-queue';
import type { Route } from '../support/route-table.js';
import { readBadInput, type RawJson } from './bad-input.js';
import { FuzzedHome } from './fuzzed-home.js';
import { placesOf } from './places.js';

/** How many requests, about; `npm run test:fuzz` asks for more. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1600);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_124);
const IS_LONG = REQUESTS > 5000;

/** For one test, in milliseconds; a machine that is busy with others is slow. */
const LIMIT = 120_000 + REQUESTS * 60;

/** Most memory that the process may have, in MiB, however much it was sent. */
const MEMORY = 600;

const { texts, bodies } = readBadInput();

let home: FuzzedHome;

beforeAll(async () => {
  home = await FuzzedHome.open(texts, IS_LONG ? 12 : 3);
}, 120_000);

afterAll(async () => {
  const classes = [2, 3, 4, 5].map((digit) => `${digit}xx ${home.answers(new RegExp(`^${digit}`))}`);
  const memory = Math.round(await home.memory());
  process.stderr.write(`fuzz with seed ${SEED}: ${home.answers(/./)} answers, ${classes.join(', ')}, ${memory} MiB\n`);
  await home.close();
});

/** Does something for each of several, a few at a time. @returns what went wrong. */
async function forEach<T>(all: readonly T[], work: (one: T, index: number) => Promise<unknown>): Promise<string[]> {
  const wrong: string[] = [];
  const steps = all.map((one, index) => async () => {
    try {
      await work(one, index);
    } catch (error) {
      wrong.push(String(error));
    }
  });
  await new PQueue({ concurrency: 8 }).addAll(steps);
  return wrong;
}

/** What is long to answer, since it hashes a secret, is asked less often. */
function share({ name, operation: { requestBody, parameters = [] } }: Route): number {
  if (/auth|POST .users/.test(name)) return 1;
  if (requestBody !== undefined) return 3;
  return (parameters as readonly unknown[]).length > 0 ? 2 : 1;
}

test(
  'whatever is sent to an operation, it answers as documented',
  async () => {
    const { routes } = home;
    // Else it might be the checks of fields only that are tried.
    const refused: string[] = [];
    for (const route of routes) {
      const { status } = await home.send(home.requests.plain(route));
      if (status >= 300 && status !== 409) refused.push(`${route.name} was answered with ${status}`);
    }
    expect(refused).toEqual([]);
    const whole = routes.reduce((sum, route) => sum + share(route), 0);
    const wrong = await forEach(routes, async (route) => {
      const runs = Math.ceil((REQUESTS * 0.8 * share(route)) / whole);
      const finding = await home.fuzz(route, SEED, runs, LIMIT / 2);
      if (finding !== undefined) throw new Error(finding);
    });
    expect([...wrong, ...(await home.disorder(MEMORY))]).toEqual([]);
    expect(home.answers(/./)).toBeGreaterThanOrEqual(REQUESTS * 0.8);
  },
  LIMIT,
);

test(
  'bytes that are no JSON are refused as such, those that are JSON are not',
  async () => {
    const taking = home.routes.filter(({ name, operation }) => 'requestBody' in operation && !name.endsWith('import'));
    const sent = (IS_LONG ? [0, 1, 2, 3] : [0]).flatMap((turn) => bodies.map((body) => ({ body, turn })));
    const wrong = await forEach(sent, async ({ body, turn }, index) => {
      const route = taking[(index + turn) % taking.length];
      if (route === undefined) throw new Error('no route takes JSON');
      const { status } = await home.send({ ...home.requests.plain(route), body: body.bytes });
      if (!fits(body, status)) throw new Error(`${route.name}: ${body.name} was answered with ${status}`);
    });
    expect([...wrong, ...(await home.disorder(MEMORY))]).toEqual([]);
  },
  LIMIT,
);

test(
  'no text that was hard on others is hard on us, wherever it stands',
  async () => {
    const [things] = home.things;
    const places = home.routes.flatMap((route) => placesOf(route, home.requests.plain(route), things));
    const chosen = texts.filter((_, index) => IS_LONG || index % 15 === 0);
    // Steps of a prime, so that neighbours among the texts don't stand at neighbouring places.
    const wrong = await forEach(chosen, async (text, index) => {
      const place = places[(index * 31 + SEED) % places.length];
      if (place !== undefined) await home.send(place(text));
    });
    expect([...wrong, ...(await home.disorder(MEMORY))]).toEqual([]);
  },
  LIMIT,
);

function fits({ verdict }: RawJson, status: number): boolean {
  if (verdict === 'either') return true;
  return verdict === 'json' ? status !== 400 : status === 400;
}
