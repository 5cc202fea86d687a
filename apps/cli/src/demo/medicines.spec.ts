import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONDITIONS } from './conditions.js';
import { MEDICINES } from './medicines.js';

const FILE = join(import.meta.dirname, '../../../../../shared/data/medicines-atc/WHO-ATC-DDD-2026-04-25.csv');

describe("the demonstration's medicines", () => {
  test('are 150, each name, substance and code once', () => {
    const codes = MEDICINES.map(({ atcCode }) => atcCode);
    expect(MEDICINES).toHaveLength(150);
    expect(new Set(codes).size).toBe(150);
    expect(new Set(MEDICINES.map(({ name }) => name)).size).toBe(150);
    expect(new Set(MEDICINES.map(({ activeSubstance }) => activeSubstance)).size).toBe(150);
  });

  test('have the ATC codes that WHO gave their substances', () => {
    if (!existsSync(FILE)) {
      process.stderr.write(`left out: ${FILE} is not here\n`);
      return;
    }
    const rows = parse(readFileSync(FILE));
    const names = new Map(rows.map(([code = '', name = '']) => [code, plain(name)]));
    const wrong = MEDICINES.filter(({ atcCode, activeSubstance }) => names.get(atcCode) !== activeSubstance);
    expect(wrong.map(({ atcCode, activeSubstance }) => [atcCode, activeSubstance, names.get(atcCode)])).toEqual([]);
  });

  test('of high risk are the anticoagulants, insulins and opioids among others', () => {
    const careless = MEDICINES.filter(({ atcCode, highRisk }) => /^(B01A[ABEF]|A10A|N02A)/.test(atcCode) && !highRisk);
    expect(careless).toEqual([]);
  });

  test('that are opioids of the 1961 Convention are controlled, and no others', () => {
    const controlled = MEDICINES.filter((medicine) => medicine.controlled).map((medicine) => medicine.activeSubstance);
    expect(controlled).toEqual(['morphine', 'oxycodone', 'fentanyl', 'tapentadol']);
  });

  test("for Parkinson's disease, epilepsy, anticoagulation and insulin are time-critical", () => {
    const late = MEDICINES.filter(
      ({ atcCode, timeCritical }) => /^(N04|N03A[^E]|B01A[ABEF]|A10A|J01)/.test(atcCode) && !timeCritical,
    );
    expect(late).toEqual([]);
  });

  test('answer to every diagnosis: each of its treatments names groups that the catalogue has', () => {
    const groups = CONDITIONS.flatMap(({ treatedWith }) => treatedWith.flat());
    const empty = groups.filter((group) => !MEDICINES.some(({ atcCode }) => atcCode.startsWith(group)));
    expect(empty).toEqual([]);
  });
});

function plain(name: string): string {
  return name
    .replace(/\s*\(.*\)$/, '')
    .replaceAll('-', ' ')
    .toLowerCase();
}
