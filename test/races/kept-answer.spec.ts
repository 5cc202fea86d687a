import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FirstAdministrator } from '#platform/access';
import { Inspected } from './plans.js';

const PASSWORD = 'ward-kettle-orchid-1';

let home: Inspected;
let address: string;
let token: string;

beforeAll(async () => {
  home = await Inspected.open();
  await home.app.get(FirstAdministrator).ensure(PASSWORD);
  await home.app.listen(0, '127.0.0.1');
  address = await home.app.getUrl();
  const body = new URLSearchParams({ username: 'admin', password: PASSWORD });
  const signedIn = await fetch(`${address}/api/v1/auth/token`, { method: 'POST', body });
  ({ access_token: token } = (await signedIn.json()) as { access_token: string });
});
afterAll(() => home.close());

test('what a request with a key does and its kept answer are one transaction, so that no crash parts them', async () => {
  const resident = { givenName: 'Carmen', familyName: 'Ortega', birthDate: '1938-04-17', sex: 'female' };
  const statements = await home.statementsOf(async () => {
    const { status } = await fetch(`${address}/api/v1/residents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'once' },
      body: JSON.stringify(resident),
    });
    expect(status).toBe(201);
  });
  const texts = statements.map(({ sql }) => sql);
  const begun = texts.flatMap((sql, index) => (/^(BEGIN|START TRANSACTION)/.test(sql) ? [index] : []));
  const at = (pattern: RegExp): number => texts.findIndex((sql) => pattern.test(sql));
  expect(begun).toHaveLength(1);
  expect(begun[0]).toBeLessThan(at(/^INSERT INTO "kept_answers"/));
  expect(at(/^INSERT INTO "kept_answers"/)).toBeLessThan(at(/^INSERT INTO "residents"/));
  expect(at(/^INSERT INTO "residents"/)).toBeLessThan(at(/^UPDATE "kept_answers"/));
});
