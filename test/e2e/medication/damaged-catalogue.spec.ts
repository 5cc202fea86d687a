import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Body, Client } from '../../support/client.js';
import { Home } from '../../support/home.js';

const PATH = '/api/v1/medications/import';
const HEADER = 'registrationNumber,nationalCode,name,activeSubstance,controlled,maxDailyQuantity,routes';
const ROWS = 20_000;
/** Every so many lines one is damaged. */
const EVERY = 40;

/** What may be wrong with a line, and what the report says of it. */
const DAMAGES: readonly (readonly [line: (number: string) => string, said: string])[] = [
  [(number) => `${number},,,x,no,1,oral`, '/name required'],
  [(number) => `${number},,Nothing in it,,no,1,oral`, '/activeSubstance required'],
  [() => ',,Nameless number,x,no,1,oral', '/registrationNumber required'],
  [(number) => `${number},,Cut sh`, ' wrong-field-count'],
  [(number) => `${number},,One comma, too many,x,no,1,oral`, ' wrong-field-count'],
  [(number) => `${number},,Stray quote,"x,no,1,oral`, ' unreadable-line'],
  [(number) => `${number},,Perhaps,x,perhaps,1,oral`, '/controlled not-one-of'],
  [(number) => `${number},,None a day,x,no,0,oral`, '/maxDailyQuantity out-of-range'],
  [(number) => `${number},,Some a day,x,no,some,oral`, '/maxDailyQuantity wrong-type'],
  [(number) => `${number},,Torn \uFFFD,x,no,1,oral`, '/name bad-characters'],
  [(number) => `${number},,${'Long '.repeat(101)},x,no,1,oral`, '/name too-long'],
  [(number) => `${number},,Many ways,x,no,1,${'r'.repeat(51)}`, '/routes too-long'],
  [(number) => `${number},C100001,Code of another,x,no,1,oral`, '/nationalCode duplicate-national-code'],
  [(number) => `${number},,${'x'.repeat(70_000)},x,no,1,oral`, ' unreadable-line'],
];

let home: Home;
let manager: Client;

beforeAll(async () => {
  home = await Home.start();
  manager = await home.as('manager');
});
afterAll(() => home.stop());

/** The lines of a file behind its header, and what is to be said of the damaged ones. */
function damaged(): { readonly lines: readonly string[]; readonly said: readonly string[] } {
  const said: string[] = [];
  const lines = Array.from({ length: ROWS }, (_, index) => {
    const number = String(100_001 + index);
    if (index % EVERY !== EVERY - 1) return `${number},C${number},Sound ${number},x,no,"1,5",oral|rectal`;
    const [line, reason] = DAMAGES[said.length % DAMAGES.length] ?? DAMAGES[0] ?? [() => '', ''];
    said.push(`${index + 2}: ${reason}`);
    return line(number);
  });
  return { lines, said };
}

async function imported(csv: string): Promise<Body> {
  const { status, body } = await manager.post(PATH, csv, { 'content-type': 'text/csv' });
  expect(status).toBe(200);
  return body;
}

function told({ rejected }: Body): string[] {
  const lines = rejected as readonly { line: number; errors: readonly { pointer: string; code: string }[] }[];
  return lines.map(
    ({ line, errors }) => `${line}: ${errors.map(({ pointer, code }) => `${pointer} ${code}`).join(', ')}`,
  );
}

test('of a file of 20,000 lines, 500 of them damaged, 19,500 come in and each of the 500 is named with its reason', async () => {
  const { lines, said } = damaged();
  expect(said).toHaveLength(500);
  const csv = [HEADER, ...lines].join('\r\n');
  const first = await imported(csv);
  expect(first).toMatchObject({ created: 19_500, updated: 0, unchanged: 0, warnings: [] });
  expect(told(first)).toEqual(said);
  const second = await imported(csv);
  expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 19_500 });
  expect(told(second)).toEqual(said);
}, 180_000);
