import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ABSENCES, MORNING } from '../support/builders/absences.js';
import { alertsOf, aRacingHeart, eventsOf, type AlertBody } from '../support/builders/alerts.js';
import { aResidentSinceNovember } from '../support/builders/prescriptions.js';
import type { Client } from '../support/client.js';
import { onPostgres } from '../support/fresh-database.js';
import { Home } from '../support/home.js';
import { aRoundLater, EVERY_SECOND, ofRule } from '../support/sweeping.js';

const CLOCK = { clockAt: MORNING, environment: EVERY_SECOND };
const AT_ONCE = 50;

let home: Home;
let second: Home;
let nurses: readonly Client[];

/** On PostgreSQL every other reading goes to a second process. */
beforeAll(async () => {
  home = await Home.start(CLOCK);
  const shared = { url: home.databaseUrl, remove: () => Promise.resolve() };
  second = onPostgres() ? await Home.start({ ...CLOCK, database: shared, ownProcess: true }) : home;
  const nurse = await home.as('nurse');
  nurses = [nurse, second.bearing(nurse.bearer)];
}, 60_000);
afterAll(async () => {
  if (second !== home) await second.stop();
  await home.stop();
});

/** Who is told that too much is asked at once asks again. */
async function observe(nurse: Client, residentId: string): Promise<void> {
  const { status } = await nurse.post(`/api/v1/residents/${residentId}/observations`, aRacingHeart());
  if (status === 503) return observe(nurse, residentId);
  expect(status).toBe(201);
}

test('fifty readings at once of one cause raise one alert, which counts them all', async () => {
  const nurse = await home.as('nurse');
  const resident = await aResidentSinceNovember(home);
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => observe(nurses[index % nurses.length] ?? nurse, resident.id)),
  );
  const [alert, ...others] = (await alertsOf(nurse, resident.id)) as [AlertBody];
  expect(others).toEqual([]);
  // A reading stored after a later one is no news: half of them, where one process's clock is behind, and some of one millisecond.
  const events = await eventsOf(nurse, alert);
  expect(events.filter(({ kind }) => kind === 'raised')).toHaveLength(1);
  expect(events).toHaveLength(alert.occurrences);
  expect(alert.occurrences).toBeGreaterThan(1);
});

test('what becomes of the alerts of many is numbered without a gap and without a repeat', async () => {
  const nurse = await home.as('nurse');
  const residents = await Promise.all(Array.from({ length: 20 }, () => aResidentSinceNovember(home)));
  await Promise.all(residents.map(({ id }, index) => observe(nurses[index % nurses.length] ?? nurse, id)));
  const events = await Promise.all(
    residents.map(async ({ id }) => eventsOf(nurse, ((await alertsOf(nurse, id)) as [AlertBody])[0])),
  );
  const numbers = events.flat().map(({ seq }) => seq);
  expect(new Set(numbers).size).toBe(20);
  expect(Math.max(...numbers) - Math.min(...numbers)).toBe(19);
});

test('two that look around at once raise one alert of what is missing, and resolve it once', async () => {
  const nurse = await home.as('nurse');
  const residents = await Promise.all(Array.from({ length: 10 }, () => aResidentSinceNovember(home)));
  const rules = ['no-bowel-movement', 'no-fluids', 'low-stock'] as const;
  const work = async (part: 'wanting' | 'madeGood'): Promise<void> => {
    for (const rule of rules) {
      await Promise.all(residents.map(async (resident) => ABSENCES[rule]?.[part](home, resident)));
    }
    await aRoundLater(home);
    await aRoundLater(home);
  };
  await work('wanting');
  await work('madeGood');
  for (const { id } of residents) {
    for (const rule of rules) {
      const alerts = await ofRule(nurse, id, rule);
      expect(alerts).toMatchObject([{ rule, status: 'resolved', resolvedBy: 'system', occurrences: 1 }]);
      const events = await eventsOf(nurse, alerts[0] ?? { id, version: 1 });
      expect(events.map(({ kind }) => kind)).toEqual(['raised', 'resolved']);
    }
  }
});
