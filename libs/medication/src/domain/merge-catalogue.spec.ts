import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from '#platform/time';
import type { MedicationDraft } from './catalogue-row.js';
import { newMedication, type MedicationFields, type NewMedication } from './medication.js';
import { mergeCatalogue, type CatalogueMerge, type KnownMedication } from './merge-catalogue.js';

const AT = parseInstant('2026-03-01T08:00:00Z');

function known(stated: Partial<NewMedication>, fromCatalogue = true): KnownMedication {
  const fields = newMedication({ name: 'Known', activeSubstance: 'x', ...stated });
  return { id: 'an id', version: 1, createdAt: AT, updatedAt: AT, fromCatalogue, ...fields };
}

function merge(home: readonly KnownMedication[], ...drafts: readonly Partial<MedicationDraft>[]): CatalogueMerge {
  return mergeCatalogue(
    home,
    drafts.map((draft, index) => ({ line: index + 2, draft: { name: 'Known', activeSubstance: 'x', ...draft } })),
  );
}

/** What the home has after a merge. */
function after(home: readonly KnownMedication[], { added, changed }: CatalogueMerge): MedicationFields[] {
  return [...home.map((medicine) => changed.find(({ current }) => current === medicine)?.fields ?? medicine), ...added];
}

describe('a line of a catalogue', () => {
  test('adds a medicine that the home does not know', () => {
    const { added, changed, created } = merge([known({ registrationNumber: '1' })], { registrationNumber: '01' });
    expect(added).toMatchObject([{ registrationNumber: '01', active: true, unit: 'unit' }]);
    expect({ changed, created }).toEqual({ changed: [], created: 1 });
  });

  test('changes the medicine of its registration number in what it states', () => {
    const home = known({ registrationNumber: '1', highRisk: true, strength: '5 mg' });
    const { changed, updated } = merge([home], { registrationNumber: '1', active: false });
    expect(changed).toEqual([{ current: home, fields: { ...newMedication(home), active: false } }]);
    expect(updated).toBe(1);
  });

  test('that says nothing new changes nothing', () => {
    const merged = merge([known({ registrationNumber: '1' })], { registrationNumber: '1' });
    expect(merged).toEqual({
      ...{ added: [], changed: [], confirmed: [], rejected: [] },
      ...{ created: 0, updated: 0, unchanged: 1 },
    });
  });

  test('confirms a medicine of which no catalogue has spoken before, once, and none that it changes', () => {
    const home = ['1', '2', '3'].map((registrationNumber) => known({ registrationNumber }, false));
    const lines = [{ registrationNumber: '1' }, { registrationNumber: '1' }, { registrationNumber: '2', unit: 'drop' }];
    expect(merge(home, ...lines).confirmed).toEqual(home.slice(0, 1));
  });

  test('without a registration number speaks of the medicine of its national code', () => {
    const home = known({ registrationNumber: '1', nationalCode: '7' });
    expect(merge([home], { nationalCode: '7', active: false }).changed).toMatchObject([
      { current: home, fields: { registrationNumber: '1', nationalCode: '7', active: false } },
    ]);
  });

  test('gives a medicine of its national code the registration number that it lacks', () => {
    const home = known({ nationalCode: '7' });
    expect(merge([home], { registrationNumber: '1', nationalCode: '7' }).changed).toMatchObject([
      { current: home, fields: { registrationNumber: '1', nationalCode: '7' } },
    ]);
  });

  test('may give a medicine another national code, which frees the old one', () => {
    const home = known({ registrationNumber: '1', nationalCode: '7' });
    const lines = [
      { registrationNumber: '1', nationalCode: '8' },
      { registrationNumber: '2', nationalCode: '7' },
    ];
    expect(after([home], merge([home], ...lines))).toMatchObject(lines);
  });

  test.each([
    ['of the home', [known({ registrationNumber: '1', nationalCode: '7' })], []],
    ['of a line before it', [], [{ registrationNumber: '1', nationalCode: '7' }]],
  ])('can not have the national code of another medicine %s', (_, home, before) => {
    const { rejected } = merge(home, ...before, { registrationNumber: '2', nationalCode: '7' });
    expect(rejected).toMatchObject([
      { line: before.length + 2, errors: [{ pointer: '/nationalCode', code: 'duplicate-national-code' }] },
    ]);
  });

  test('that speaks of a medicine of a line before it changes that one', () => {
    const drafts = [
      { registrationNumber: '1' },
      { registrationNumber: '1' },
      { registrationNumber: '1', unit: 'drop' },
    ];
    expect(merge([], ...drafts)).toMatchObject({
      added: [{ registrationNumber: '1', unit: 'drop' }],
      created: 1,
      unchanged: 1,
      updated: 1,
    });
  });
});

describe('merging a catalogue', () => {
  const number = fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined });
  const draft = fc
    .record(
      { registrationNumber: number, nationalCode: number, active: fc.boolean() },
      { requiredKeys: ['registrationNumber', 'nationalCode'] },
    )
    .filter((each) => each.registrationNumber !== undefined || each.nationalCode !== undefined)
    .map((each): Partial<MedicationDraft> => JSON.parse(JSON.stringify(each)) as Partial<MedicationDraft>);

  test('answers every line, gives no number to two medicines, and comes to the same in one go or in several', () => {
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 12 }), fc.nat(12), (drafts, cut) => {
        const whole = merge([], ...drafts);
        expect(whole.created + whole.updated + whole.unchanged + whole.rejected.length).toBe(drafts.length);
        for (const field of ['registrationNumber', 'nationalCode'] as const) {
          const numbers = whole.added.flatMap((fields) => fields[field] ?? []);
          expect(new Set(numbers).size).toBe(numbers.length);
        }
        const first = merge([], ...drafts.slice(0, cut));
        const home = first.added.map((fields) => known(fields));
        const second = merge(home, ...drafts.slice(cut));
        expect(after(home, second)).toMatchObject(whole.added);
      }),
    );
  });
});
