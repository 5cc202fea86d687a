import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aMedication } from '../../support/builders/medications.js';
import type { Body, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';

const PATH = '/api/v1/medications';
const CSV = { 'content-type': 'text/csv' };
const HEADER = 'registrationNumber,name,activeSubstance';

let home: Home;
let manager: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true });
  manager = await home.as('manager');
});
afterAll(() => home.stop());

let number = 70_000;
/** Numbers that no other test has; those before are in the next edition of nobody. */
function numbers(): readonly [string, string, string] {
  number += 3;
  return [`${number}`, `${number + 1}`, `${number + 2}`];
}

function edition(header: string, ...lines: readonly string[]): string {
  return [header, ...lines].join('\n');
}

async function imported(csv: string, query = ''): Promise<Body> {
  const { status, body } = await manager.post(`${PATH}/import${query}`, csv, CSV);
  expect(status).toBe(200);
  return body;
}

function named(registrationNumber: string): string {
  return `${registrationNumber},Of the list ${registrationNumber},x`;
}

/** Of the medicines that may be prescribed, those with one of these numbers. */
async function active(...sought: readonly string[]): Promise<unknown[]> {
  const { items } = await manager.read<PageBody>(`${PATH}?active=true&limit=200`);
  const found = items.map(({ registrationNumber }) => registrationNumber as string);
  return found.filter((each) => sought.includes(each)).sort();
}

/** Each test begins where no active medicine is of a catalogue. */
beforeEach(async () => {
  await imported(edition(HEADER, named('1')), '?retireMissing=true');
  await imported(edition(`${HEADER},active`, `${named('1')},no`));
});

describe('a medicine that a new edition of the catalogue leaves out', () => {
  test('is retired where the import is told to, once, and stays readable', async () => {
    const [a, b, c] = numbers();
    await imported(edition(HEADER, named(a), named(b), named(c)));
    const [kept] = (await manager.read<PageBody>(`${PATH}?q=list%20${b}`)).items;
    expect(await imported(edition(HEADER, named(a)))).toMatchObject({ unchanged: 1, retired: 0 });
    expect(await active(a, b, c)).toEqual([a, b, c]);

    const report = await imported(edition(HEADER, named(a)), '?retireMissing=true');
    expect(report).toEqual({ created: 0, updated: 0, unchanged: 1, retired: 2, warnings: [], rejected: [] });
    expect(await active(a, b, c)).toEqual([a]);
    expect(await manager.read(`${PATH}/${kept?.id ?? ''}`)).toMatchObject({
      ...{ name: `Of the list ${b}`, registrationNumber: b },
      ...{ version: 2, active: false },
    });
    expect(await imported(edition(HEADER, named(a)), '?retireMissing=true')).toMatchObject({ retired: 0 });
  });

  test('is counted by a dry run, which retires nothing', async () => {
    const [a, b, c] = numbers();
    await imported(edition(HEADER, named(a), named(b)));
    const query = '?dryRun=true&retireMissing=true';
    expect(await imported(edition(HEADER, named(a), named(c)), query)).toMatchObject({ created: 1, retired: 1 });
    expect(await active(a, b, c)).toEqual([a, b]);
    expect(await imported(edition(HEADER, named(a), named(c)), '?retireMissing=true')).toMatchObject({ retired: 1 });
    expect(await active(a, b, c)).toEqual([a, c]);
  });

  test('that the home has added by itself is never retired, but for one that a catalogue has spoken of since', async () => {
    const [a, b, c] = numbers();
    const own = { name: `Of the list ${b}`, activeSubstance: 'x', registrationNumber: b };
    const { id } = await manager.created(PATH, aMedication(own));
    await manager.created(PATH, aMedication({ registrationNumber: c }));
    await imported(edition(HEADER, named(a)), '?retireMissing=true');
    expect(await active(a, b, c)).toEqual([a, b, c]);

    expect(await imported(edition(HEADER, named(a), named(b)))).toMatchObject({ updated: 0, unchanged: 2 });
    expect(await manager.read(`${PATH}/${id}`)).toMatchObject({ version: 1 });
    expect(await imported(edition(HEADER, named(a)), '?retireMissing=true')).toMatchObject({ retired: 1 });
    expect(await active(a, b, c)).toEqual([a, c]);
  });

  test('comes back when a later edition says that it is active, and not by being named', async () => {
    const [a, b] = numbers();
    await imported(edition(HEADER, named(a), named(b)));
    await imported(edition(HEADER, named(a)), '?retireMissing=true');
    expect(await imported(edition(HEADER, named(b)))).toMatchObject({ unchanged: 1 });
    expect(await active(b)).toEqual([]);
    expect(await imported(edition(`${HEADER},active`, `${named(b)},yes`))).toMatchObject({ updated: 1 });
    expect(await active(b)).toEqual([b]);
  });
});

describe('nothing is retired for', () => {
  test('a rejected line that names the medicine', async () => {
    const [a, b] = numbers();
    await imported(edition(HEADER, named(a), named(b)));
    const report = await imported(edition(HEADER, named(a), `${b},,x`), '?retireMissing=true');
    expect(report).toMatchObject({ retired: 0, warnings: [], rejected: [{ line: 3 }] });
    expect(await active(a, b)).toEqual([a, b]);
  });

  test.each([
    ['that can not be read', 'x,"stray,y'],
    ['with a field too few', '70001,Too few'],
    ['without a number', ',No number,x'],
    ['whose number is not text', '7\uFFFD1,Torn,x'],
  ])('a file with a line %s, for it may be about any medicine', async (_, line) => {
    const [a, b] = numbers();
    await imported(edition(HEADER, named(a), named(b)));
    for (const query of ['?retireMissing=true&dryRun=true', '?retireMissing=true']) {
      const report = await imported(edition(HEADER, named(a), line), query);
      expect(report).toMatchObject({ retired: 0, warnings: [{ line: 3, pointer: '', code: 'nothing-retired' }] });
    }
    expect(await active(a, b)).toEqual([a, b]);
  });

  test('a file without a line', async () => {
    const [a] = numbers();
    await imported(edition(HEADER, named(a)));
    const report = await imported(HEADER, '?retireMissing=true');
    expect(report).toMatchObject({ retired: 0, warnings: [{ line: 1, code: 'nothing-retired' }] });
    expect(await active(a)).toEqual([a]);
  });
});
