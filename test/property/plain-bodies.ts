import { anActivity } from '../support/builders/activities.js';
import { anApiKey } from '../support/builders/api-keys.js';
import { aMedication } from '../support/builders/medications.js';
import type { OneOfEach } from '../support/builders/one-of-each.js';
import { aResident, aRoom } from '../support/builders/residents.js';
import { bodiesAbout, bodiesNaming } from '../support/builders/sample-bodies.js';
import { aUser } from '../support/builders/users.js';
import type { Credentials } from '../support/client.js';

/**
 * A body that each route takes which takes one, by the route's name.
 * @param changer who changes their own password, and asks for tokens.
 */
export function plainBodies(things: OneOfEach, changer: Credentials): Readonly<Record<string, unknown>> {
  const named = Object.entries(bodiesNaming(things)).map(([name, body]): [string, unknown] => {
    const [route = '', field = ''] = name.split(/ (?=\w+Id$)/);
    return [route, body(things[KINDS[field] ?? ''] ?? '')];
  });
  return {
    ...Object.fromEntries(named),
    ...bodiesAbout(things),
    'POST /auth/token': { username: changer.username, password: changer.password },
    'POST /auth/password': { currentPassword: changer.password, newPassword: 'lantern-meadow-violin-4' },
    'POST /auth/pin': { pin: '482913' },
    'POST /users': aUser(),
    'POST /api-keys': anApiKey(),
    'POST /residents': aResident({ identifiers: [{ system: 'CIP-SNS', value: 'BBBBBBBBQR648597' }] }),
    'POST /rooms': aRoom(2),
    'POST /medications': aMedication({ atcCode: 'N02BE01', maxDailyQuantity: 8, routes: ['oral'] }),
    'POST /stock-movements': { medicationId: things['medications'], type: 'receipt', quantity: 30, lot: 'L4471' },
    'POST /activities': anActivity({
      capacity: 12,
      exceptionDates: ['2026-12-25'],
      staff: ['Ana Bravo Gallardo'],
      cost: { value: 3.5, currency: 'EUR' },
      requires: { mobility: ['walks alone'] },
      excludes: { diets: ['pureed'], allergies: ['nuts'], conditions: ['epilepsy'] },
    }),
  };
}

/** Kinds of things by the fields that name them. */
export const KINDS: Readonly<Record<string, string>> = {
  residentId: 'residents',
  medicationId: 'medications',
  prescriptionId: 'prescriptions',
  bedId: 'beds',
};
