import Database from 'better-sqlite3';
import { aOneToOne } from './builders/activities.js';
import { oneOfEach, type OneOfEach } from './builders/one-of-each.js';
import { aResident } from './builders/residents.js';
import type { Body, PageBody } from './client.js';
import { createSqliteIn } from './fresh-database.js';
import { Home } from './home.js';

const CLOCK = { clockAt: '2026-11-24T08:05:00+01:00' };

/** Makes a home with something of everything in a SQLite file of `folder`, and stops it. @returns its file. */
export async function settledHome(folder: string): Promise<{ readonly path: string; readonly things: OneOfEach }> {
  const home = await Home.start({ ...CLOCK, folder });
  const things = await oneOfEach(home, '2026-11-29T10:30');
  await whatElseThereIs(home, things);
  await home.stop();
  fromSingleSignOn(home.databasePath);
  return { path: home.databasePath, things };
}

/** Of what a home keeps, that of which there is not yet one. */
async function whatElseThereIs(
  home: Home,
  { activities = '', residents = '', sessions = '' }: OneOfEach,
): Promise<void> {
  const [nurse, coordinator] = [await home.as('nurse'), await home.as('coordinator')];
  const identifiers = [{ system: 'CIP-SNS', value: 'BBBB648597' }];
  await nurse.created('/api/v1/residents', aResident({ familyName: 'Ruiz', identifiers }));
  await coordinator.created(`/api/v1/residents/${residents}/one-to-one-sessions`, aOneToOne());
  const rules = [{ type: 'heart-rate', low: 45, severity: 'warning' }];
  const done = [
    await nurse.put(`/api/v1/residents/${residents}/alert-rules`, { rules }),
    await coordinator.patch(
      `/api/v1/activities/${activities}/sessions/${sessions}`,
      { location: 'garden' },
      { 'if-match': '"1"' },
    ),
  ];
  for (const { status, body } of done) if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/** As if the administrator had come by single sign-on, for which no issuer needs to be started here. */
function fromSingleSignOn(path: string): void {
  const database = new Database(path);
  database.exec(`INSERT INTO "identities" ("id", "user_id", "issuer", "subject", "told_at")
    SELECT "id", "id", 'https://sign-in.example', 'admin', "created_at" FROM "users" WHERE "username" = 'admin'`);
  database.close();
}

/** What a home says of itself. */
export interface SaidAtHome {
  /** How many residents and medicines are found by a part of their name. */
  readonly found: readonly number[];
  /** What the trail is worth before and after somebody new has come. */
  readonly trails: readonly Body[];
  /** How often the newcomer is found. */
  readonly newcomers: number;
}

/** Starts a home on a database that it was moved to, looks for what it has, lets somebody move in, and stops it. */
export async function lifeGoesOn(url: string): Promise<SaidAtHome> {
  const home = await Home.start({ ...CLOCK, database: { ...createSqliteIn(''), url } });
  try {
    const [admin, nurse] = [await home.as('admin'), await home.signIn(NURSE)];
    const found = async (path: string): Promise<number> => (await nurse.read<PageBody>(path)).items.length;
    const verified = (): Promise<Body> => admin.read('/api/v1/audit/verify');
    const before = await verified();
    const known = [await found('/api/v1/residents?q=rteg'), await found('/api/v1/medications?q=parac')];
    const newcomer = { givenName: 'Amparo', familyName: 'Zubiri', birthDate: '1941-02-03', sex: 'female' };
    await nurse.created('/api/v1/residents', newcomer);
    return { found: known, trails: [before, await verified()], newcomers: await found('/api/v1/residents?q=ubir') };
  } finally {
    await home.stop();
  }
}

/** As the home hired them (`home.ts`). */
const NURSE = { username: 'the-nurse', password: 'a nurse of the tests' };
