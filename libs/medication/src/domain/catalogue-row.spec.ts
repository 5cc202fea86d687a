import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity } from '#platform/kernel';
import { readCatalogueHeader } from './catalogue-header.js';
import { readCatalogueRow, type CatalogueRow } from './catalogue-row.js';
import { changeMedication, isUnchangedBy, newMedication } from './medication.js';

/** Reads one line, given as column name and cell; what every line needs is there unless said otherwise. */
function read(cells: Readonly<Record<string, string>>, base: Readonly<Record<string, string>> = VALID): CatalogueRow {
  const line = { ...base, ...cells };
  return readCatalogueRow(readCatalogueHeader(Object.keys(line)), Object.values(line));
}

const VALID = { name: 'Paracetamol', activeSubstance: 'paracetamol', registrationNumber: '00123' };
const CIMA = { Medicamento: 'MORFINA', 'Principios Activos': 'MORFINA', 'Nº Registro': '061234' };

function draftOf(row: CatalogueRow) {
  return 'draft' in row ? row.draft : row.errors;
}

function problems(row: CatalogueRow): string[] {
  return ('errors' in row ? row.errors : []).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('a line of a catalogue', () => {
  test('in our own columns says what they say', () => {
    const row = read({
      atcCode: 'n02be01',
      form: 'tablets',
      strength: '500 mg',
      routes: 'oral | rectal|oral|',
      unit: 'tablet',
      nationalCode: '000001',
      controlled: 'No',
      witnessRequired: '0',
      highRisk: 'SÍ',
      timeCritical: 'false',
      maxDailyQuantity: '7,5',
      active: '1',
    });
    expect(row).toEqual({
      draft: {
        ...VALID,
        atcCode: 'N02BE01',
        form: 'tablets',
        strength: '500 mg',
        routes: ['oral', 'rectal'],
        unit: 'tablet',
        nationalCode: '000001',
        controlled: false,
        witnessRequired: false,
        highRisk: true,
        timeCritical: false,
        maxDailyQuantity: quantity(7.5),
        active: true,
      },
      warnings: [],
    });
  });

  test('an empty cell says nothing, so that what the home has stays', () => {
    const row = read({ unit: '', routes: ' ', highRisk: '', maxDailyQuantity: '' });
    expect(row).toEqual({ draft: VALID, warnings: [] });
  });

  test('text is taken on one line, composed, with its leading zeros', () => {
    const row = read({ name: '  A\u0301cido \n fo\u0301lico ', registrationNumber: ' 0042.1 ' });
    expect(draftOf(row)).toMatchObject({ name: 'Ácido fólico', registrationNumber: '0042.1' });
  });

  test.each([
    [{ name: ' ' }, ['/name required']],
    [{ activeSubstance: '' }, ['/activeSubstance required']],
    [{ registrationNumber: '' }, ['/registrationNumber required']],
    [{ name: 'x'.repeat(501) }, ['/name too-long']],
    [{ name: 'a\u0000b' }, ['/name bad-characters']],
    [{ name: 'Par\uFFFDcetamol' }, ['/name bad-characters']],
    [{ routes: Array.from({ length: 21 }, (_, n) => `r${n}`).join('|') }, ['/routes too-long']],
    [{ routes: 'x'.repeat(51) }, ['/routes too-long']],
    [{ controlled: 'perhaps', active: '2' }, ['/controlled not-one-of', '/active not-one-of']],
    [{ maxDailyQuantity: '0' }, ['/maxDailyQuantity out-of-range']],
    [{ maxDailyQuantity: '9999999999' }, ['/maxDailyQuantity out-of-range']],
    [{ maxDailyQuantity: '-1' }, ['/maxDailyQuantity wrong-type']],
    [{ maxDailyQuantity: '1.000,5' }, ['/maxDailyQuantity wrong-type']],
  ])('%j is rejected, every bad field named', (cells, expected) => {
    expect(problems(read(cells))).toEqual(expected);
  });

  test.each([[['Paracetamol', 'paracetamol']], [['Paracetamol', 'paracetamol', '1', '2']]])(
    'of %j under three columns is rejected',
    (cells) => {
      expect(problems(readCatalogueRow(readCatalogueHeader(Object.keys(VALID)), cells))).toEqual([
        ' wrong-field-count',
      ]);
    },
  );

  test('a national code alone is enough to find a medicine by', () => {
    expect(draftOf(read({ registrationNumber: '', nationalCode: '654321' }))).toMatchObject({ nationalCode: '654321' });
  });

  test('a malformed ATC code is left out with a warning; the line counts', () => {
    expect(read({ atcCode: 'R05X_' })).toEqual({
      draft: VALID,
      warnings: [
        { pointer: '/atcCode', code: 'bad-format', message: 'is not an ATC code of level 1 to 5, and was left out' },
      ],
    });
  });

  test('strength and form come from the name only where there is no column for them', () => {
    const name = 'PARACETAMOL 500 mg COMPRIMIDOS';
    expect(draftOf(read({ name }))).toMatchObject({ strength: '500 mg', form: 'comprimidos' });
    expect(draftOf(read({ name, form: '', strength: '1 g' }))).toEqual({ ...VALID, name, strength: '1 g' });
  });
});

describe("a line of the agency's list", () => {
  test.each([
    ['Autorizado', true],
    ['AUTORIZADO', true],
    ['Anulado', false],
    ['Suspenso', false],
    ['Revocado', false],
  ])('%s: active is %j, marketed or not', (state, active) => {
    expect(draftOf(read({ Estado: state, '¿Comercializado?': 'NO' }, CIMA))).toMatchObject({ active });
  });

  test('a state that is not known is rejected rather than taken for active', () => {
    expect(problems(read({ Estado: 'Pendiente' }, CIMA))).toEqual(['/active not-one-of']);
  });

  test('narcotics are controlled, and so need a witness once they are in the catalogue', () => {
    const row = read({ Observaciones: 'Medicamento Sujeto A Prescripción Médica. Estupefacientes' }, CIMA);
    if (!('draft' in row)) throw new Error('rejected');
    expect(row.draft.controlled).toBe(true);
    expect(newMedication(row.draft).witnessRequired).toBe(true);
  });

  test('of psychotropics it says nothing: a home that keeps them under lock goes on doing so', () => {
    const row = read({ Observaciones: 'Medicamento Sujeto A Prescripción Médica. Psicótropos' }, CIMA);
    if (!('draft' in row)) throw new Error('rejected');
    const locked = newMedication({ ...row.draft, controlled: true });
    expect(newMedication(row.draft).controlled).toBe(false);
    expect(changeMedication(locked, row.draft).controlled).toBe(true);
  });
});

describe('a rejected line', () => {
  test.each([
    ['by its numbers', { name: '', nationalCode: '7' }, { registrationNumber: '00123', nationalCode: '7' }],
    ['by the one that it has', { name: '' }, { registrationNumber: '00123', nationalCode: undefined }],
    ['not without one', { registrationNumber: '' }, undefined],
    ['not by one that can not be read', { nationalCode: '\uFFFD' }, undefined],
  ])('still names its medicine %s', (_, cells, named) => {
    expect(read(cells)).toMatchObject({ errors: expect.any(Array) as unknown, named });
  });

  test('of another width may be about any medicine', () => {
    const row = readCatalogueRow(readCatalogueHeader(Object.keys(VALID)), ['Paracetamol', '00123']);
    expect(row).toMatchObject({ named: undefined });
  });
});

test('whatever the cells hold, a line is either a draft that changes nothing the second time, or rejected with reasons', () => {
  const names = [
    'name',
    'activeSubstance',
    'nationalCode',
    'atcCode',
    'routes',
    'controlled',
    'maxDailyQuantity',
    'Estado',
  ];
  const header = readCatalogueHeader(names);
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'yes', 'N02', '1,5', 'Anulado', 'a|b'));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 8, maxLength: 8 }), (cells) => {
      const row = readCatalogueRow(header, cells);
      if ('errors' in row) return row.errors.length > 0;
      return isUnchangedBy(newMedication(row.draft), row.draft);
    }),
  );
});
