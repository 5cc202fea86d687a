import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { readCatalogueHeader } from './catalogue-header.js';

const CIMA =
  'Nº Registro,Medicamento,Laboratorio,Fecha Aut.,Estado,Fecha Estado,Cód. ATC,Principios Activos,Nº P. Activos,¿Comercializado?,¿Triangulo Amarillo?,Observaciones,¿Sustituible?,¿Afecta conducción?,¿Problemas de suministro?';

describe('the header of a catalogue', () => {
  test("the agency's own list is understood as it comes", () => {
    const { columns, warnings } = readCatalogueHeader(CIMA.split(','));
    expect(columns).toEqual([
      'registrationNumber',
      'name',
      null,
      null,
      'authorisation',
      null,
      'atcCode',
      'activeSubstance',
      null,
      null,
      null,
      'dispensing',
      null,
      null,
      null,
    ]);
    expect(warnings).toEqual([]);
  });

  test.each([
    [['name', 'activeSubstance', 'registrationNumber', 'maxDailyQuantity']],
    [['NAME', 'active substance', 'Registration Number', 'Max. daily quantity']],
    [[' Name ', 'active_substance', 'registration-number', 'MAXDAILYQUANTITY']],
    [['MEDICAMENTO', 'principios activos', 'N.º registro', 'max daily quantity']],
  ])('%j are the same four fields', (cells) => {
    expect(readCatalogueHeader(cells).columns).toEqual([
      'name',
      'activeSubstance',
      'registrationNumber',
      'maxDailyQuantity',
    ]);
  });

  test('a column that nobody knows is left out with a warning, an unnamed one without', () => {
    const { columns, warnings } = readCatalogueHeader(['name', 'activeSubstance', 'nationalCode', 'a/b~c', '']);
    expect(columns).toEqual(['name', 'activeSubstance', 'nationalCode', null, null]);
    expect(warnings).toEqual([
      { pointer: '/a~1b~0c', code: 'unknown-column', message: 'is not a column that is read' },
    ]);
  });

  test.each([
    ['no name', ['activeSubstance', 'nationalCode'], ['/name missing-column']],
    ['no substance', ['name', 'nationalCode'], ['/activeSubstance missing-column']],
    ['no number to find a medicine by', ['name', 'activeSubstance'], ['/registrationNumber missing-column']],
    [
      'a line of something else',
      ['<html>'],
      ['/name', '/activeSubstance', '/registrationNumber'].map((p) => `${p} missing-column`),
    ],
    ['one field twice', ['name', 'Medicamento', 'activeSubstance', 'nationalCode'], ['/name repeated-column']],
    [
      'a field of ours beside the one it is drawn from',
      ['name', 'activeSubstance', 'nationalCode', 'active', 'Estado'],
      ['/active repeated-column'],
    ],
  ])('%s is refused before any row is read', (_, cells, expected) => {
    expect(refusal(cells)).toEqual(expected);
  });
});

function refusal(cells: readonly string[]): string[] {
  try {
    readCatalogueHeader(cells);
  } catch (error) {
    if (error instanceof InvalidFieldsError) return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
  return [];
}
