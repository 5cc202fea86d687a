import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aMedication } from '../../support/builders/medications.js';
import { move } from '../../support/builders/stock.js';
import type { Answer, Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

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

function send(csv: string | ReadableStream, client = manager): Promise<Answer> {
  return client.post(`${PATH}/import`, csv, CSV);
}

async function imported(...lines: readonly string[]): Promise<Body> {
  const { status, body } = await send(lines.join('\r\n'));
  expect(status).toBe(200);
  return body;
}

async function named(name: string): Promise<Resource | undefined> {
  const { items } = await manager.read<PageBody>(`${PATH}?q=${encodeURIComponent(name)}`);
  expect(items.length).toBeLessThan(2);
  return items[0];
}

describe('a catalogue', () => {
  test("comes in with the home's own column names", async () => {
    const report = await imported(
      '\uFEFFname;activeSubstance;nationalCode;atcCode;routes;unit;controlled;maxDailyQuantity;active',
      'Oramorph gotas;morfina;004711;N02AA01;oral|sublingual;drop;sí;2,5;no',
    );
    expect(report).toEqual({ created: 1, updated: 0, unchanged: 0, retired: 0, warnings: [], rejected: [] });
    expect(await named('oramorph gotas')).toMatchObject({
      nationalCode: '004711',
      atcCode: 'N02AA01',
      routes: ['oral', 'sublingual'],
      unit: 'drop',
      controlled: true,
      witnessRequired: true,
      maxDailyQuantity: 2.5,
      active: false,
    });
  });

  test('does not change the unit of a medicine whose stock is counted in it, and says so of that line alone', async () => {
    const details = { registrationNumber: '077001', unit: 'tablet', activeSubstance: 'x' };
    const { id } = await manager.created(PATH, aMedication(details));
    await move(manager, { medicationId: id });
    const report = await imported(`${HEADER},unit`, '077001,Counted,x,box', '077002,Never counted,x,box');
    expect(report).toMatchObject({
      created: 1,
      updated: 0,
      rejected: [{ line: 2, errors: [expect.objectContaining({ code: 'unit-in-use' })] }],
    });
    expect(await manager.read(`${PATH}/${id}`)).toMatchObject({ unit: 'tablet', version: 1 });
  });

  test('brings changes, and leaves alone what the home has decided and the file does not speak of', async () => {
    const details = { name: 'Sintrom', activeSubstance: 'acenocumarol', registrationNumber: '025670', highRisk: true };
    const { id } = await manager.created(PATH, aMedication(details));
    expect(await imported(HEADER, '025670,Sintrom 4 mg comprimidos,acenocumarol')).toMatchObject({ updated: 1 });
    const changed = await manager.read(`${PATH}/${id}`);
    expect(changed).toMatchObject({ version: 2, name: 'Sintrom 4 mg comprimidos', strength: '4 mg', highRisk: true });
    expect(await imported(HEADER, '025670,Sintrom 4 mg comprimidos,acenocumarol')).toMatchObject({ unchanged: 1 });
    expect(await manager.read(`${PATH}/${id}`)).toEqual(changed);
  });

  test('finds a medicine by its national code where it has no registration number, and gives it one', async () => {
    const details = { name: 'Eutirox', activeSubstance: 'levotiroxina', nationalCode: '700001' };
    const { id } = await manager.created(PATH, aMedication(details));
    const report = await imported(`${HEADER},nationalCode`, '051234,Eutirox 50 microgramos,levotiroxina,700001');
    expect(report).toMatchObject({ created: 0, updated: 1 });
    expect(await manager.read(`${PATH}/${id}`)).toMatchObject({ registrationNumber: '051234', nationalCode: '700001' });
  });

  test('may speak of one medicine twice', async () => {
    const report = await imported(HEADER, '80001,Twice told,a', '80001,Twice told,a', '80001,Twice told,b');
    expect(report).toMatchObject({ created: 1, updated: 1, unchanged: 1, rejected: [] });
    expect(await named('twice told')).toMatchObject({ activeSubstance: 'b' });
  });
});

describe('a bad line', () => {
  test('is rejected with its number and every reason, and never stops the good ones', async () => {
    const report = await imported(
      `${HEADER},nationalCode,active`,
      '90001,Good one,x,990001,yes',
      '90002,,,990002,perhaps',
      '90003,Too few,x',
      '"90004","Runs over',
      'two lines",x,990004,yes',
      '',
      '90005,Another code holder,x,990001,yes',
      '90006,Stray quote,"x,990006,yes',
      ',No number,x,,yes',
      '90007,Good too,x,990007,yes',
    );
    expect(report).toMatchObject({ created: 3, updated: 0, unchanged: 0, warnings: [] });
    const { rejected } = report as { rejected: { line: number; errors: { pointer: string; code: string }[] }[] };
    expect(rejected.map(({ line, errors }) => [line, errors.map(({ pointer, code }) => `${pointer} ${code}`)])).toEqual(
      [
        [3, ['/active not-one-of', '/name required', '/activeSubstance required']],
        [4, [' wrong-field-count']],
        [8, ['/nationalCode duplicate-national-code']],
        [9, [' unreadable-line']],
        [10, ['/registrationNumber required']],
      ],
    );
    expect(await named('runs over two lines')).toMatchObject({ registrationNumber: '90004' });
  });

  test('with a malformed ATC code comes in without it, with a warning', async () => {
    const report = await imported(`${HEADER},atcCode,colour`, '91001,Half coded,x,R05X_,white');
    expect(report).toMatchObject({
      created: 1,
      rejected: [],
      warnings: [
        { line: 1, pointer: '/colour', code: 'unknown-column' },
        { line: 2, pointer: '/atcCode', code: 'bad-format' },
      ],
    });
    expect(await named('half coded')).toMatchObject({ atcCode: null });
  });
});

describe('an import', () => {
  test.each([
    ['without a header', '', ['/activeSubstance', '/name', '/registrationNumber']],
    ['of something else', '<html><body>not found</body></html>', ['/activeSubstance', '/name', '/registrationNumber']],
    ['without a number', 'name,activeSubstance\nx,y', ['/registrationNumber']],
  ])('%s stores nothing', async (_, csv, pointers) => {
    expectBadFields(await send(csv), ...pointers);
  });

  test('whose header is bad is answered however much follows', async () => {
    expectBadFields(await send(endless('name,activeSubstance\n', 8)), '/registrationNumber');
  });

  test('takes CSV and nothing else, from those who may write the catalogue', async () => {
    expectProblem(await manager.post(`${PATH}/import`, { a: 1 }), 415, 'unsupported-media-type');
    expectProblem(await manager.post(`${PATH}/import`), 415, 'unsupported-media-type');
    expectProblem(await send(HEADER, await home.as('nurse')), 403, 'forbidden');
    expectProblem(await manager.post(PATH, HEADER, { 'content-type': 'text/csv' }), 415, 'unsupported-media-type');
  });

  test('may be longer than a JSON body, up to a limit', async () => {
    const { status, body } = await send(endless(`${HEADER}\n93001,Long,x\n`, 3));
    expect({ status, created: body['created'] }).toEqual({ status: 200, created: 1 });
    expectProblem(await send(endless(`${HEADER}\n`, 65)), 413, 'body-too-large');
  });

  test('and another of the same medicines at once add each of them once', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `95${index + 100},At once ${index},x`);
    const reports = await Promise.all([imported(HEADER, ...lines), imported(HEADER, ...lines.toReversed())]);
    const sum = (field: string) => reports.reduce((total, report) => total + Number(report[field]), 0);
    expect({ created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged') }).toEqual({
      created: 500,
      updated: 0,
      unchanged: 500,
    });
    expect(reports.map(({ rejected }) => rejected)).toEqual([[], []]);
  });

  test('does not hold up other work while it goes on', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `96${index + 1000},Meanwhile ${index},x`);
    const order: string[] = [];
    const long = imported(HEADER, ...lines).finally(() => order.push('import'));
    for (let write = 0; write < 3; write += 1) {
      await manager.created(PATH, aMedication());
      order.push('write');
    }
    expect(await long).toMatchObject({ created: 3_000 });
    expect(order).toEqual(['write', 'write', 'write', 'import']);
  });
});

describe('a dry run', () => {
  test('says what the import would do, line by line, and changes nothing', async () => {
    await imported(HEADER, '98000,Known,x', '98001,Known too,x');
    const others = Array.from({ length: 400 }, (_, index) => `98${index + 100},Rehearsed ${index},x`);
    const lines = [
      `${HEADER},nationalCode`,
      ...['98000,Known,x,', '98001,Known better,x,', '98002,First of its code,x,998001'],
      ...others.map((line) => `${line},`),
      // All that follows is about what the lines far above have said.
      ...['98002,First of its code,x,998001', '98003,Holds the same code,x,998001', '98004,,x,'],
      ...['98100,Rehearsed anew,x,', ',Known by its code,x,998001'],
    ];
    const before = await known('x');
    const { status, body } = await rehearse(lines.join('\n'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ dryRun: true, created: 401, updated: 3, unchanged: 2, warnings: [] });
    expect(await known('x')).toEqual(before);
    const { dryRun, ...report } = body;
    expect(await imported(...lines)).toEqual(report);
    expect(dryRun).toBe(true);
  });

  test('of a file that can not be read is refused as its import is', async () => {
    expectBadFields(await rehearse('name,activeSubstance\nx,y'), '/registrationNumber');
    expectProblem(await manager.post(`${PATH}/import?dryRun=perhaps`, HEADER, CSV), 400, 'bad-query');
  });
});

function rehearse(csv: string): Promise<Answer> {
  return manager.post(`${PATH}/import?dryRun=true`, csv, CSV);
}

/** Medicines of a substance. */
async function known(substance: string): Promise<readonly Resource[]> {
  return (await manager.read<PageBody>(`${PATH}?limit=200&q=${substance}`)).items;
}

/** A text followed by that many MiB of blank lines. */
function endless(text: string, mebibytes: number): ReadableStream {
  const blank = new TextEncoder().encode(`${' '.repeat(1023)}\n`.repeat(1024));
  let sent = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: (controller) => {
      sent += 1;
      if (sent > mebibytes) controller.close();
      else controller.enqueue(blank);
    },
  });
}
