import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Body, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

const PATH = '/api/v1/medications';
const HEADER = 'Nº Registro;Medicamento;Principios Activos';
const GUESSED = 'read-as-windows-1252';

let home: Home;
let manager: Client;

beforeAll(async () => {
  home = await Home.start();
  manager = await home.as('manager');
});
afterAll(() => home.stop());

function inUtf8(...lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
}

function inLatin1(...lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

async function imported(file: Buffer, charset = ''): Promise<Body> {
  const headers = { 'content-type': `text/csv${charset}` };
  const { status, body } = await manager.post(`${PATH}/import`, new Uint8Array(file), headers);
  expect(status).toBe(200);
  return body;
}

/** The name under which the home has a medicine of the list. */
async function nameOf(registrationNumber: string): Promise<unknown> {
  const { items } = await manager.read<PageBody>(`${PATH}?limit=200`);
  return items.find((medicine) => medicine['registrationNumber'] === registrationNumber)?.['name'];
}

describe('a list of the agency', () => {
  test('in Latin-1 comes in with its accents, and the report says from which line it was read so', async () => {
    const report = await imported(
      inLatin1(HEADER, '50001;Ácido fólico Peña;folato', '50002;"Ñame;\r\nen dos líneas";x'),
    );
    expect(report).toMatchObject({ created: 2, rejected: [], warnings: [{ line: 1, pointer: '', code: GUESSED }] });
    expect(await nameOf('50001')).toBe('Ácido fólico Peña');
    expect(await nameOf('50002')).toBe('Ñame; en dos líneas');
  });

  test.each(['; charset=ISO-8859-1', ';charset="windows-1252"', '; header=present; CHARSET=latin1'])(
    'that is said to be in Latin-1 (%s) is read so without a warning',
    async (charset) => {
      const report = await imported(
        inLatin1(HEADER, `50011;Señal de ${charset.length} €;x`.replace('€', '\x80')),
        charset,
      );
      expect(report).toMatchObject({ warnings: [], rejected: [] });
      expect(await nameOf('50011')).toBe(`Señal de ${charset.length} €`);
    },
  );

  test('in UTF-8, said or not, with a byte order mark or without, comes in with its accents', async () => {
    const lines = [HEADER, '50021;Ácido fólico;folato', '50022;"Sí, ""con"" comas;\r\ny más";x'];
    expect(await imported(inUtf8(...lines))).toMatchObject({ created: 2, warnings: [], rejected: [] });
    const marked = Buffer.concat([Buffer.from('\uFEFF'), inUtf8(...lines)]);
    for (const charset of ['', '; charset=utf-8', '; charset=iso-8859-1'])
      expect(await imported(marked, charset)).toMatchObject({ unchanged: 2, warnings: [], rejected: [] });
    expect(await nameOf('50022')).toBe('Sí, "con" comas; y más');
  });

  test('of which nobody can read the encoding is refused', async () => {
    const file = new Uint8Array(inUtf8(HEADER, '50031;x;x'));
    const answer = await manager.post(`${PATH}/import`, file, { 'content-type': 'text/csv; charset=utf-16' });
    expectProblem(answer, 415, 'unsupported-media-type');
    expect(await nameOf('50031')).toBeUndefined();
  });
});

describe('a line in another encoding than the lines before it', () => {
  test('is rejected, not stored as something else', async () => {
    const utf8 = Buffer.concat([inUtf8(HEADER), inLatin1('50041;Ácido;x'), inUtf8('50042;Fólico;x')]);
    const damaged = { line: 2, errors: [expect.objectContaining({ pointer: '/name', code: 'bad-characters' })] };
    expect(await imported(utf8)).toMatchObject({ created: 1, warnings: [], rejected: [damaged] });
    expect(await imported(utf8, '; charset=utf-8')).toMatchObject({ unchanged: 1, rejected: [damaged] });

    const latin = Buffer.concat([inLatin1(HEADER, '50043;Ácido;x'), inUtf8('50044;Fólico;x')]);
    const mixed = { line: 3, errors: [expect.objectContaining({ pointer: '/name', code: 'bad-characters' })] };
    expect(await imported(latin)).toMatchObject({ created: 1, warnings: [{ code: GUESSED }], rejected: [mixed] });
    expect(await imported(latin, '; charset=latin1')).toMatchObject({ unchanged: 1, warnings: [], rejected: [mixed] });
    expect([await nameOf('50042'), await nameOf('50043')]).toEqual(['Fólico', 'Ácido']);
  });
});
