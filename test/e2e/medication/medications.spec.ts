import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aMedication } from '../../support/builders/medications.js';
import type { Answer, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

const PATH = '/api/v1/medications';

let home: Home;
let manager: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true });
  manager = await home.as('manager');
});
afterAll(() => home.stop());

async function found(query: string): Promise<string[]> {
  const { items } = await manager.read<PageBody>(`${PATH}?${query}`);
  return items.map((item) => String(item['name']));
}

describe('a medicine', () => {
  test('of which only name and substance are known is active, counted in units, without special handling', async () => {
    const answer = await manager.post(PATH, { name: 'Aspirin', activeSubstance: 'acetylsalicylic acid' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`${PATH}/${String(answer.body['id'])}`);
    expect(answer.body).toMatchObject({
      atcCode: null,
      strength: null,
      routes: [],
      unit: 'unit',
      registrationNumber: null,
      nationalCode: null,
      controlled: false,
      witnessRequired: false,
      highRisk: false,
      timeCritical: false,
      maxDailyQuantity: null,
      active: true,
    });
    expect(await manager.read(`${PATH}/${String(answer.body['id'])}`)).toEqual(answer.body);
  });

  test('that is controlled needs a witness, unless the home says otherwise', async () => {
    const morphine = aMedication({ name: 'Morphine', controlled: true, atcCode: 'n02aa01', maxDailyQuantity: 2.5 });
    const { id, ...body } = await manager.created(PATH, morphine);
    expect(body).toMatchObject({ witnessRequired: true, atcCode: 'N02AA01', maxDailyQuantity: 2.5 });
    const answer = await manager.patch(`${PATH}/${id}`, { witnessRequired: false, maxDailyQuantity: null });
    expect(answer.body).toMatchObject({ version: 2, controlled: true, witnessRequired: false, maxDailyQuantity: null });
  });

  test('that becomes controlled needs a witness from then on', async () => {
    const { id } = await manager.created(PATH, aMedication());
    const answer = await manager.patch(`${PATH}/${id}`, { controlled: true });
    expect(answer.body).toMatchObject({ controlled: true, witnessRequired: true });
  });

  test('has every bad field named at once', async () => {
    const body = { name: ' ', atcCode: 'N02BE0', routes: 'oral', unit: null, maxDailyQuantity: 0, colour: 'white' };
    const pointers = ['/activeSubstance', '/atcCode', '/colour', '/maxDailyQuantity', '/name', '/routes', '/unit'];
    expectBadFields(await manager.post(PATH, body), ...pointers);
  });

  test.each([
    ['registrationNumber', 'duplicate-registration-number'],
    ['nationalCode', 'duplicate-national-code'],
  ])('has its %s for itself, zeros and all, however many try at once', async (field, code) => {
    const attempts = ['0700', '700', '0700', '0700', '0700'].map((number) =>
      manager.post(PATH, aMedication({ [field]: number })),
    );
    const answers = await Promise.all(attempts);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409);
    for (const answer of refused) expectProblem(answer, 409, code, { [field]: '0700' });

    const { id } = await manager.created(PATH, aMedication());
    expectProblem(await manager.patch(`${PATH}/${id}`, { [field]: '0700' }), 409, code);
  });

  test('is not overwritten by who has read an old version', async () => {
    const { id } = await manager.created(PATH, aMedication());
    const answer = await manager.patch(`${PATH}/${id}`, { unit: 'tablet' }, { 'if-match': '"1"' });
    expect(answer.headers.get('etag')).toBe('"2"');
    const late = await manager.patch(`${PATH}/${id}`, { unit: 'sachet' }, { 'if-match': '"1"' });
    expectProblem(late, 412, 'version-conflict');
  });

  test('is changed by managers and administrators, read by those who give and prescribe', async () => {
    const nurse = await home.as('nurse');
    const { id } = await manager.created(PATH, aMedication());
    await nurse.read(`${PATH}/${id}`);
    expectProblem(await nurse.patch(`${PATH}/${id}`, { active: false }), 403, 'forbidden');
    expectProblem(await nurse.post(PATH, aMedication()), 403, 'forbidden');
    expectProblem(await (await home.as('coordinator')).get(PATH), 403, 'forbidden');
    expectProblem(await home.visitor().get(PATH), 401, 'unauthenticated');
  });
});

describe('finding a medicine', () => {
  const catalogue = [
    ['Ácido fólico Aurovitas 5mg comprimidos', 'ácido fólico', 'B03BB01'],
    ['Zyloric 300 mg comprimidos', 'alopurinol', 'M04AA01'],
    ['Alopurinol Normon 100 mg comprimidos', 'alopurinol', 'M04AA01'],
    ['Normon alopurinol 100 mg', 'alopurinol', 'M04AA01'],
    ['Oramorph 2 mg/ml solución oral', 'morfina', 'N02AA01'],
  ] as const;

  beforeAll(async () => {
    for (const [name, activeSubstance, atcCode] of catalogue) {
      await manager.created(PATH, { name, activeSubstance, atcCode, controlled: atcCode.startsWith('N02A') });
    }
    const { items } = await manager.read<PageBody>(`${PATH}?q=zyloric`);
    await manager.patch(`${PATH}/${items[0]?.id ?? ''}`, { active: false });
  });

  test.each([
    ['folico', 'accents are ignored'],
    ['ACIDO FOL', 'case is ignored, and the order is the words’ own'],
    ['fol aci 5', 'several words in any order'],
    ['folico 5 mg', 'a number is apart from its unit'],
    ['folico 5mg', 'or not'],
  ])('%s finds folic acid: %s', async (query) => {
    expect(await found(`q=${encodeURIComponent(query)}`)).toEqual(['Ácido fólico Aurovitas 5mg comprimidos']);
  });

  test.each(['olico', 'folico 6', '"', "' OR 1=1 --", '%', '*', '( ) & | ! :*', '\u{1F480}'])(
    '%j finds none',
    async (query) => {
      expect(await found(`q=${encodeURIComponent(query)}`)).toEqual([]);
    },
  );

  test('of equals the whole word comes before its beginning, the active before the inactive, the short before the long', async () => {
    const names = ['Quelanol', 'Quelanol 20 mg', 'Quelanol 5', 'Quelanolina', 'Con más quelanol', 'Con quelanolina'];
    for (const name of names.toReversed()) {
      const details = { name, activeSubstance: 'x', active: name !== 'Quelanol 5' };
      await manager.created(PATH, aMedication(details));
    }
    expect(await found('q=quelanol')).toEqual(names);
    const { id } = (await manager.read<PageBody>(`${PATH}?q=quelanol%205`)).items[0] ?? { id: '' };
    await manager.patch(`${PATH}/${id}`, { active: true });
    expect((await found('q=quelanol')).slice(0, 3)).toEqual(['Quelanol', 'Quelanol 5', 'Quelanol 20 mg']);
  });

  test('the best match comes first: what the name begins with, then its first word, then the rest', async () => {
    expect(await found('q=alopurinol')).toEqual([
      'Alopurinol Normon 100 mg comprimidos',
      'Normon alopurinol 100 mg',
      'Zyloric 300 mg comprimidos',
    ]);
    expect(await found('q=alopurinol%20100')).toEqual([
      'Alopurinol Normon 100 mg comprimidos',
      'Normon alopurinol 100 mg',
    ]);
    expect((await found('q=normon%20alo'))[0]).toBe('Normon alopurinol 100 mg');
  });

  test('a search is paged without a gap or a repetition, through all its parts', async () => {
    const query = 'q=alopurinol%201';
    for (const limit of [1, 2, 3]) {
      const seen: unknown[] = [];
      let path: string | undefined = `${PATH}?${query}&limit=${limit}`;
      while (path !== undefined) {
        const { body, headers }: Answer<PageBody> = await manager.get<PageBody>(path);
        expect(body.items.length).toBeGreaterThan(0);
        seen.push(...body.items.map(({ name }) => name));
        path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(seen).toEqual(await found(query));
    }
  });

  testAlone(
    'by the beginning of an ATC code, by whether it may be prescribed, by whether it is controlled',
    async () => {
      expect(await found('atc=m04')).toEqual([
        'Alopurinol Normon 100 mg comprimidos',
        'Normon alopurinol 100 mg',
        'Zyloric 300 mg comprimidos',
      ]);
      expect(await found('atc=M04A&active=false')).toEqual(['Zyloric 300 mg comprimidos']);
      expect(await found('q=alopurinol&active=true')).not.toContain('Zyloric 300 mg comprimidos');
      expect(await found('q=ora&controlled=true')).toEqual(['Oramorph 2 mg/ml solución oral']);
      expect(await found('q=ora&controlled=false')).toEqual([]);
    },
  );

  test.each(['atc=N02%25', 'atc=12345678', 'active=yes', 'controlled=1', 'q=', 'sort=name'])(
    '%s can not be read',
    async (query) => {
      expectProblem(await manager.get(`${PATH}?${query}`), 400, 'bad-query');
    },
  );

  test('a cursor belongs to its own list', async () => {
    const { nextCursor } = await manager.read<PageBody>(`${PATH}?limit=1`);
    expectProblem(await manager.get(`${PATH}?q=alo&cursor=${nextCursor ?? ''}`), 400, 'bad-cursor');
  });
});
