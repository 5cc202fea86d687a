import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aBed, aResident } from '../../support/builders/residents.js';
import type { Answer, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

async function found(query: string): Promise<string[]> {
  const { items } = await nurse.read<PageBody>(`/api/v1/residents?q=${encodeURIComponent(query)}`);
  return items.map((item) => String(item['familyName']));
}

describe('finding a resident', () => {
  beforeAll(async () => {
    await nurse.created('/api/v1/residents', {
      ...aResident({ givenName: 'José María', familyName: 'Núñez Álvarez', preferredName: 'Pepe' }),
      identifiers: [{ system: 'CIP-SNS', value: 'BBBB648597' }],
    });
    await nurse.created('/api/v1/residents', aResident({ givenName: 'Ana', familyName: 'Zúñiga Pérez' }));
  });

  testAlone.each([
    ['nunez', 'accents are ignored'],
    ['ALVAREZ', 'case is ignored'],
    ['uñe', 'any part of three characters'],
    ['jose nun', 'several words'],
    ['jo', 'two characters match the beginning of a word'],
    ['pepe', 'the preferred name'],
    ['648597', 'part of an identifier'],
  ])('%s finds her (%s)', async (query) => {
    expect(await found(query)).toEqual(['Núñez Álvarez']);
  });

  testAlone.each(['os', 'nunez zuniga', '"', "' OR 1=1", '%', '*', '()'])('%j finds nobody', async (query) => {
    expect(await found(query)).toEqual([]);
  });
});

describe('a resident', () => {
  test('is changed by a merge patch: null clears, absent leaves, what is needed stays', async () => {
    const { id } = await nurse.created('/api/v1/residents', aResident({ diet: 'soft', mobility: 'frame' }));
    const answer = await nurse.patch(`/api/v1/residents/${id}`, { diet: null, notes: 'hums' });
    expect(answer.body).toMatchObject({ version: 2, diet: null, mobility: 'frame', notes: 'hums' });
    expectBadFields(
      await nurse.patch(`/api/v1/residents/${id}`, { givenName: null, birthDate: '' }),
      '/birthDate',
      '/givenName',
    );
  });

  test('every bad field is named at once', async () => {
    const body = {
      givenName: ' ',
      birthDate: '1938-02-30',
      sex: 'F',
      status: 'admitted',
      identifiers: [{ system: 'a' }],
    };
    const pointers = ['/givenName', '/familyName', '/birthDate', '/sex', '/status', '/identifiers/0/value'];
    expectBadFields(await nurse.post('/api/v1/residents', body), ...pointers);
  });

  test.each([[[]], [[{ system: 'DNI', value: '1' }]], ['DNI'], [null]])(
    '%j is no list of identifiers',
    async (item) => {
      const problem = await nurse.post('/api/v1/residents', aResident({ identifiers: [item] }));
      expectBadFields(problem, '/identifiers');
    },
  );

  test('nothing is called constructor, however deep it lies', async () => {
    const body = aResident({ identifiers: [{ system: 'DNI', value: '1', constructor: 'x' }] });
    expectBadFields(await nurse.post('/api/v1/residents', body), '/identifiers/0/constructor');
    expectBadFields(
      await nurse.post('/api/v1/residents', aResident({ identifiers: { constructor: 'x' } })),
      '/identifiers/constructor',
    );
  });

  testAlone('an identifier belongs to one resident', async () => {
    const identifiers = [{ system: 'DNI', value: '00000000T' }];
    await nurse.created('/api/v1/residents', aResident({ identifiers }));
    expectProblem(await nurse.post('/api/v1/residents', aResident({ identifiers })), 409, 'identifier-taken');
  });

  test('an old version can not overwrite a newer one, and a read version is not sent again', async () => {
    const { id } = await nurse.created('/api/v1/residents', aResident());
    const path = `/api/v1/residents/${id}`;
    const first = await nurse.patch(path, { notes: 'first' }, { 'if-match': '"1"' });
    expect(first.headers.get('etag')).toBe('"2"');
    expectProblem(await nurse.patch(path, { notes: 'second' }, { 'if-match': '"1"' }), 412, 'version-conflict');
    expect((await nurse.get(path, { 'if-none-match': '"2"' })).status).toBe(304);
  });

  test('an unknown id and a malformed one are the same 404', async () => {
    expectProblem(await nurse.get('/api/v1/residents/0199b1d0-7c00-7000-8000-00000000dead'), 404, 'not-found');
    expectProblem(await nurse.get("/api/v1/residents/1'--"), 404, 'not-found');
  });
});

describe('the list of residents', () => {
  test('pages by family name, and stays right while residents are added', async () => {
    const unit = 'Paging wing';
    const names = ['Águila', 'Bravo', 'Cano', 'Durán', 'Ésteban'];
    for (const familyName of names) {
      const { id } = await nurse.created('/api/v1/residents', aResident({ familyName }));
      const bedId = await aBed(nurse, { unit });
      await nurse.created(`/api/v1/residents/${id}/movements`, { type: 'admission', bedId });
    }
    const seen: unknown[] = [];
    let path: string | undefined = `/api/v1/residents?unit=${encodeURIComponent(unit)}&limit=2`;
    while (path !== undefined) {
      const { body, headers }: Answer<PageBody> = await nurse.get<PageBody>(path);
      seen.push(...body.items.map((item) => item['familyName']));
      await nurse.created('/api/v1/residents', aResident({ familyName: 'Aa' }));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(names);
  });

  test.each(['limit=0', 'limit=201', 'limit=x', 'cursor=nonsense', 'nope=1', 'status=gone', 'limit=1&limit=2'])(
    '%s can not be read',
    async (query) => {
      const answer = await nurse.get(`/api/v1/residents?${query}`);
      expectProblem(answer, 400, query.startsWith('cursor') ? 'bad-cursor' : 'bad-query');
    },
  );
});
