import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anActivity, enrol, enrolmentsOf, type Enrolment } from '../support/builders/activities.js';
import { aResident } from '../support/builders/residents.js';
import type { Answer, Client, Resource } from '../support/client.js';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';

const CLOCK = { clockAt: '2026-11-24T09:00:00+01:00' };
const [CALLERS, PLACES, NEWCOMERS] = [200, 12, 5];

let home: Home;
let second: Home;
let callers: readonly Client[];
let coordinator: Client;
let residents: readonly Resource[];

/** As many callers as want a place; on PostgreSQL every other one is served by a second process. */
beforeAll(async () => {
  home = await Home.start(CLOCK);
  // A SQLite file belongs to one process.
  const shared = { url: home.databaseUrl, remove: () => Promise.resolve() };
  second = onPostgres() ? await Home.start({ ...CLOCK, database: shared, ownProcess: true }) : home;
  coordinator = await home.as('coordinator');
  callers = Array.from({ length: CALLERS }, (_, index) =>
    index % 2 === 0 ? coordinator : second.bearing(coordinator.bearer),
  );
  residents = await newResidents(CALLERS + NEWCOMERS);
}, 120_000);
afterAll(async () => {
  if (second !== home) await second.stop();
  await home.stop();
});

async function newResidents(count: number): Promise<readonly Resource[]> {
  const nurse = await home.as('nurse');
  const all: Resource[] = [];
  for (let n = 0; n < count; n += 1) all.push(await nurse.created('/api/v1/residents', aResident()));
  return all;
}

/** Who is told that too much is asked at once asks again. */
async function ask(caller: Client, activity: Resource, resident: Resource): Promise<Answer<Enrolment>> {
  const answer = await enrol(caller, activity, resident);
  return answer.status === 503 ? ask(caller, activity, resident) : answer;
}

/** All ask at once; what each was answered, in the order in which they were taken. */
async function askAtOnce(activity: Resource, who: readonly Resource[]): Promise<readonly Enrolment[]> {
  const answers = await Promise.all(
    who.map((resident, index) => ask(callers[index % CALLERS] ?? coordinator, activity, resident)),
  );
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  const asked = ({ createdAt, id }: Enrolment) => `${createdAt as string} ${id}`;
  return answers.map(({ body }) => body).sort((a, b) => (asked(a) < asked(b) ? -1 : 1));
}

const placesIn = (enrolments: readonly Enrolment[]) => enrolments.map(({ id, position }) => [id, position]);

test('of 200 who want the last of 12 places the first 12 have one, and 188 wait in the order of asking', async () => {
  const activity = await coordinator.created('/api/v1/activities', anActivity({ capacity: PLACES }));
  const asked = await askAtOnce(activity, residents.slice(0, CALLERS));
  const expected = Array.from({ length: CALLERS }, (_, index) => (index < PLACES ? null : index - PLACES + 1));
  expect(asked.map(({ position }) => position)).toEqual(expected);
  expect(new Set(asked.map(({ createdAt }) => createdAt)).size).toBe(CALLERS);
  expect(placesIn(await enrolmentsOf(coordinator, activity))).toEqual(placesIn(asked));

  // Five places are given up, three no longer wait, and five newcomers ask, all at once.
  const left = [...asked.slice(0, 5), asked[12], asked[15], asked[90]].map((one) => one?.id ?? '');
  const [ended, late] = await Promise.all([
    Promise.all(
      left.map((id, index) =>
        (callers[index] ?? coordinator).delete(`/api/v1/activities/${activity.id}/enrolments/${id}`),
      ),
    ),
    askAtOnce(activity, residents.slice(CALLERS)),
  ]);
  expect(ended.map(({ status }) => status)).toEqual(Array(8).fill(204));
  const stayed = [...asked, ...late].map(({ id }) => id).filter((id) => !left.includes(id));
  expect(placesIn(await enrolmentsOf(coordinator, activity))).toEqual(
    stayed.map((id, index) => [id, index < PLACES ? null : index - PLACES + 1]),
  );
}, 120_000);
