import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aMedication } from '../../support/builders/medications.js';
import { aResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';

const RESIDENTS = '/api/v1/residents';
const HOSTILE = [
  `Robert'); DROP TABLE residents;--`,
  `" OR ""="`,
  `<script>alert(document.cookie)</script>`,
  `{{constructor.constructor('return process')()}}`,
  '=cmd|calc!A1',
  '%_%$1?:x\\',
  'x\r\nSet-Cookie: a=b',
];

let home: Home;
let manager: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start();
  [manager, nurse] = await Promise.all([home.as('manager'), home.as('nurse')]);
});
afterAll(() => home.stop());

async function found(path: string, client = nurse): Promise<readonly Resource[]> {
  return (await client.read<PageBody>(path)).items;
}

describe('text that is a command elsewhere', () => {
  test.each(HOSTILE)('is a name like any other: %j', async (familyName) => {
    const made = await nurse.created(RESIDENTS, aResident({ familyName, notes: familyName }));
    expect(await nurse.read(`${RESIDENTS}/${made.id}`)).toMatchObject({ familyName, notes: familyName });
    const answer = await nurse.get(`${RESIDENTS}/${made.id}`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const items = await found(`${RESIDENTS}?q=${encodeURIComponent(familyName)}`);
    expect(items.map(({ id }) => id)).toEqual([made.id]);
  });

  test.each(["' OR '1'='1", '%%%', '___', '%25', '" OR "1"="1', '*', '\\', 'NEAR(a b)', 'a" AND "b'])(
    'finds nothing more than what it says: %j',
    async (text) => {
      await nurse.created(RESIDENTS, aResident({ familyName: 'Peaceable' }));
      await manager.created('/api/v1/medications', aMedication());
      for (const path of [RESIDENTS, '/api/v1/medications']) {
        const items = await found(`${path}?q=${encodeURIComponent(text)}`);
        expect(items.filter((item) => !JSON.stringify(item).includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
      }
    },
  );
});
