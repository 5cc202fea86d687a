import { alertsOf, type AlertBody } from './builders/alerts.js';
import { observe } from './builders/absences.js';
import { aResidentSinceNovember } from './builders/prescriptions.js';
import type { Client } from './client.js';
import { eventually } from './eventually.js';
import type { Home } from './home.js';

/** The environment of a home that looks around again and again. */
export const EVERY_SECOND = { SWEEP_INTERVAL_SECONDS: '1' };

/** The alerts of a resident by a rule, the newest first. */
export async function ofRule(client: Client, residentId: string, rule: string): Promise<readonly AlertBody[]> {
  return (await alertsOf(client, residentId, '&limit=200')).filter((alert) => alert.rule === rule);
}

/** In the end the alerts of a resident by a rule are these, the newest first. */
export function expectAlerts(
  client: Client,
  residentId: string,
  rule: string,
  expected: readonly string[],
): Promise<void> {
  const said = async (): Promise<readonly string[]> =>
    (await ofRule(client, residentId, rule)).map(({ severity, status }) => `${severity} ${status}`);
  return eventually(said, expected);
}

/** The newest. */
export async function theAlert(client: Client, residentId: string, rule: string): Promise<AlertBody> {
  const [alert] = await ofRule(client, residentId, rule);
  if (alert === undefined) throw new Error(`no alert of ${rule}`);
  return alert;
}

/** Every sweep has begun and ended since: something new is found by one of them, and then something newer. */
export async function aRoundLater(home: Home): Promise<void> {
  await findSomethingNew(home);
  await findSomethingNew(home);
}

async function findSomethingNew(home: Home): Promise<void> {
  const witness = await aResidentSinceNovember(home);
  await observe(home, witness, { type: 'bowel-movement', value: 4, takenAt: '2026-11-20T09:00:00+01:00' });
  await expectAlerts(await home.as('nurse'), witness.id, 'no-bowel-movement', ['warning open']);
}
