import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contraindications, disclosed, type Contraindication, type KnownFacts } from './contraindication.js';
import type { Excludes } from './fit.js';

const NOTHING: Excludes = { diets: [], allergies: [], conditions: [] };
const HEALTHY: KnownFacts = { mobility: 'walks alone', diet: null, allergies: [], conditions: [] };

function against(
  stated: { readonly mobility?: readonly string[]; readonly excludes?: Partial<Excludes> },
  facts: Partial<KnownFacts>,
): readonly Contraindication[] {
  const { mobility = [], excludes = {} } = stated;
  const activity = { requires: { mobility }, excludes: { ...NOTHING, ...excludes } };
  return contraindications(activity, { ...HEALTHY, ...facts });
}

/** What is against it, as `kind: found`. */
function told(...asked: Parameters<typeof against>): string[] {
  return against(...asked).map(({ kind, found }) => `${kind}: ${found ?? 'not recorded'}`);
}

describe('a walk in the hills takes walking alone or with a frame', () => {
  const mobility = ['walks alone', 'walks with a frame'];
  test.each([
    ['walks alone', []],
    ['Walks  with a FRAME', []],
    ['walks with a frame and help', ['mobility: walks with a frame and help']],
    ['wheelchair', ['mobility: wheelchair']],
    [null, ['mobility: not recorded']],
  ])('%s: %j', (recorded, expected) => {
    expect(told({ mobility }, { mobility: recorded })).toEqual(expected);
  });

  test('and says so', () => {
    expect(against({ mobility }, { mobility: 'wheelchair' })).toEqual([
      {
        kind: 'mobility',
        wanted: 'walks alone or walks with a frame',
        found: 'wheelchair',
        detail: 'It takes: walks alone or walks with a frame; of the resident is recorded: wheelchair.',
      },
    ]);
  });

  test('where it does not matter, nobody has to have it recorded', () => {
    expect(told({}, { mobility: null })).toEqual([]);
  });
});

describe('baking is not for every diet', () => {
  test.each([
    ['pureed', 'soft', false],
    ['pureed', 'pureed, low salt', true],
    ['puréed', 'PUREED', true],
    ['low sugar', 'low salt, low sugar', true],
    ['low sugar', 'sugar, low', false],
    ['soft', 'softened', false],
    ['pureed', null, false],
  ])('nothing for %s: %s, %s', (wanted, diet, expected) => {
    expect(told({ excludes: { diets: [wanted] } }, { diet })).toHaveLength(expected ? 1 : 0);
  });
});

describe('allergies are found by whole words or by code', () => {
  test.each([
    ['nuts', 'Nuts, all kinds', null, true],
    ['nut', 'nuts', null, false],
    ['bee venom', 'Bee venom', null, true],
    ['penicilina', 'Penicilína', null, true],
    ['J01C', 'something', 'J01CA04', true],
    ['J01CA04', 'penicillins', 'J01C', true],
    ['J01CA04', 'macrolides', 'J01FA', false],
    ['j01c', 'something', 'J01CA04', false],
    ['J01C', 'something', null, false],
    ['latex', 'wool', null, false],
  ])('%s and an allergy to %s (%s): %s', (wanted, substance, atcCode, expected) => {
    const found = told({ excludes: { allergies: [wanted] } }, { allergies: [{ substance, atcCode }] });
    expect(found).toEqual(expected ? [`allergy: ${substance}`] : []);
  });
});

describe('conditions are found by whole words or by code', () => {
  test.each([
    ['epilepsy', 'Focal epilepsy', null, true],
    ['epilepsy', 'no known seizures', null, false],
    ['G40', 'seizures', 'G40', true],
    ['G40', 'seizures', 'g40.9', true],
    ['G40.9', 'seizures', 'G40', false],
    ['G4', 'seizures', 'G40', false],
    ['84757009', 'seizures', '84757009', true],
    ['heart failure', 'Chronic heart failure, stage C', null, true],
  ])('%s and %s (%s): %s', (wanted, text, code, expected) => {
    const found = told({ excludes: { conditions: [wanted] } }, { conditions: [{ text, code }] });
    expect(found).toEqual(expected ? [`condition: ${text}`] : []);
  });
});

test('all that is against it is told, each text of the activity once', () => {
  const facts: Partial<KnownFacts> = {
    mobility: null,
    diet: 'pureed',
    allergies: [
      { substance: 'nuts', atcCode: null },
      { substance: 'nuts and seeds', atcCode: null },
    ],
    conditions: [{ text: 'Epilepsy', code: 'G40.9' }],
  };
  const excludes = { diets: ['pureed', 'soft'], allergies: ['nuts', 'seeds'], conditions: ['epilepsy', 'G40'] };
  expect(told({ mobility: ['walks alone'], excludes }, facts)).toEqual([
    'mobility: not recorded',
    'diet: pureed',
    'allergy: nuts',
    'allergy: nuts and seeds',
    'condition: Epilepsy',
    'condition: Epilepsy',
  ]);
});

test('an activity that asks for nothing fits everybody', () => {
  expect(contraindications({ requires: null, excludes: null }, { ...HEALTHY, mobility: null })).toEqual([]);
});

describe('who may not read conditions', () => {
  const all = against(
    { excludes: { diets: ['pureed'], conditions: ['epilepsy', 'G40'] } },
    { diet: 'pureed', conditions: [{ text: 'Epilepsy', code: 'G40' }] },
  );
  const mayRead = (kind: string) => kind !== 'condition';

  test('is told that there is something, once, and not what', () => {
    const shown = disclosed(all, mayRead);
    expect(shown.map(({ kind, wanted, found }) => [kind, wanted, found])).toEqual([
      ['diet', 'pureed', 'pureed'],
      ['condition', null, null],
    ]);
    expect(JSON.stringify(shown).toLowerCase()).not.toMatch(/epilepsy|g40/);
  });

  test('is told nothing where there is nothing', () => {
    expect(disclosed(all.slice(0, 1), mayRead)).toEqual(all.slice(0, 1));
  });

  test('and who may read all is told all', () => {
    expect(disclosed(all, () => true)).toEqual(all);
  });
});

test('what somebody has, written in any other way, is found', () => {
  const word = fc.stringMatching(/^[a-zñáé]{2,8}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), word, word, (wanted, before, after) => {
      const text = `${before}; ${wanted.join(' ').toUpperCase()}, ${after}`;
      const excludes = { conditions: [wanted.join(' ')] };
      expect(told({ excludes }, { conditions: [{ text, code: null }] })).toEqual([`condition: ${text}`]);
      const glued = `${before}${wanted.join('')}${after}`;
      expect(told({ excludes }, { conditions: [{ text: glued, code: null }] })).toEqual([]);
    }),
  );
});
