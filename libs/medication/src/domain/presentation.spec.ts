import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPresentation, type Presentation } from './presentation.js';

describe('the name of a medicine', () => {
  test.each([
    ['INACID 25 mg CAPSULAS DURAS', '25 mg', 'cápsulas duras'],
    ['APIXABAN COMBIX 2,5 MG COMPRIMIDO RECUBIERTO CON PELICULA EFG', '2,5 mg', 'comprimidos recubiertos con película'],
    ['CALCIUMOSTEO D 600 mg/400 UI COMPRIMIDOS EFERVESCENTES', '600 mg/400 UI', 'comprimidos efervescentes'],
    ['IRICIL PLUS 20/12,5 mg COMPRIMIDOS', '20/12,5 mg', 'comprimidos'],
    ['VALSARTAN/ HIDROCLOROTIAZIDA STADA 160 mg / 12,5mg COMPRIMIDOS', '160 mg/12,5 mg', 'comprimidos'],
    ['DORZOLAMIDA/TIMOLOL STADA 20 mg/ml+5 mg/ml colirio en solución', '20 mg/ml + 5 mg/ml', 'colirio en solución'],
    ['EPORATIO 1.000 U.I./0,5 ml solucion inyectable', '1.000 UI/0,5 ml', 'solución inyectable'],
    ['MATRIFEN 100 microgramos/HORA PARCHE TRANSDERMICO', '100 microgramos/hora', 'parches transdérmicos'],
    [
      'AVAMYS 27,5mcg/pulverizacion suspension para pulverizacion nasal',
      '27,5 microgramos/pulverización',
      'suspensión para pulverización nasal',
    ],
    ['KABIPAC GLUCOSA 5% SOLUCION PARA PERFUSION', '5 %', 'solución para perfusión'],
    ['FARINGESIC 5 mg/5 mg COMPRIMIDOS PARA CHUPAR SABOR MENTA', '5 mg/5 mg', 'comprimidos para chupar'],
  ])('%s says %s and %s', (name, strength, form) => {
    expect(readPresentation(name)).toEqual({ strength, form });
  });

  test.each<[string, Presentation, string]>([
    ['ALDOSOMNIL 2 mg', { strength: '2 mg' }, 'no form'],
    ['ALERJUVENTUS JARABE', { form: 'jarabe' }, 'no strength'],
    ['NEORECORMON 20000 UI INICIO COMPRIMIDOS', {}, 'what follows the strength is no form that is known'],
    ['XARELTO 15 mg COMPRIMIDOS RECUBIERTOS (28 COMPRIMIDOS)', { strength: '15 mg' }, 'a form with more behind it'],
    ['MERBROMINA SERRA', {}, 'neither'],
    ['COMPRIMIDOS', {}, 'a form is not a name'],
    ['25 mg COMPRIMIDOS', {}, 'nothing is named'],
    ['ENOXAPARINA 12.000 UI (120 MG)/0,8 ML SOLUCION INYECTABLE', {}, 'two strengths'],
    ['OCTAPLAS 45-70 MG/ML SOLUCION PARA PERFUSION', { form: 'solución para perfusión' }, 'a strength from to'],
    ['PLENIGRAF 165 MG IODO/ML SOLUCION INYECTABLE', {}, 'milligrams of something else'],
    ['PRAMIPEXOL AMNEAL1,05 MG COMPRIMIDOS', { form: 'comprimidos' }, 'a number that belongs to a word'],
    ['SUPOSITORIOS DE GLICERINA ADULTOS SUPOSITORIO', {}, 'speaks of a form twice'],
    ['MIRALAX POLVO EXTRA PARA SOLUCION ORAL', {}, 'the form began earlier than the part that is known'],
  ])('%s says %j (%s)', (name, expected) => {
    expect(readPresentation(name)).toEqual(expected);
  });

  test('a strength holds the numbers of the name, as they are written', () => {
    const number = fc.integer({ min: 1, max: 9_999 }).chain((whole) => fc.constantFrom(`${whole}`, `${whole},5`));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 4 }), (numbers) => {
        const { strength } = readPresentation(`ABC ${numbers.map((n) => `${n}MG`).join(' / ')} COMPRIMIDOS`);
        expect(strength?.match(/[\d,]+/g)).toEqual(numbers);
      }),
    );
  });

  test('of any text is read without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => typeof readPresentation(text) === 'object'),
    );
  });
});
