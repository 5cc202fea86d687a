import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogueHeader } from './catalogue-header.js';
import { readCatalogueRow } from './catalogue-row.js';
import { newMedication } from './medication.js';

const FILE = join(import.meta.dirname, '../../../../../shared/data/medicines-cima/medicamentos.csv');

/** Each presentation is counted apart, so that a change of the rules shows what it gains and loses. */
interface Counts {
  drafts: number;
  rejected: number;
  inactive: number;
  controlled: number;
  witnessed: number;
  malformedAtcCodes: number;
  strengths: number;
  forms: number;
}

test('the whole list of the Spanish agency (March 2023) comes in, with its real dirt', () => {
  if (!existsSync(FILE)) {
    process.stderr.write(`left out: ${FILE} is not here\n`);
    return;
  }
  const [first = [], ...lines] = parse(readFileSync(FILE));
  const header = readCatalogueHeader(first);
  const counts: Counts = {
    drafts: 0,
    rejected: 0,
    inactive: 0,
    controlled: 0,
    witnessed: 0,
    malformedAtcCodes: 0,
    strengths: 0,
    forms: 0,
  };
  const numbers = new Set<string | undefined>();
  for (const line of lines) {
    const row = readCatalogueRow(header, line);
    counts.malformedAtcCodes += row.warnings.length;
    if ('errors' in row) {
      counts.rejected += 1;
      continue;
    }
    const medicine = newMedication(row.draft);
    counts.drafts += 1;
    counts.inactive += Number(!medicine.active);
    counts.controlled += Number(medicine.controlled);
    counts.witnessed += Number(medicine.witnessRequired);
    counts.strengths += Number(medicine.strength !== null);
    counts.forms += Number(medicine.form !== null);
    numbers.add(row.draft.registrationNumber ?? undefined);
  }
  expect(header.warnings).toEqual([]);
  expect(counts).toEqual({
    drafts: 24_329,
    rejected: 0,
    inactive: 4_911,
    controlled: 396,
    witnessed: 396,
    malformedAtcCodes: 53,
    strengths: 22_360,
    forms: 22_651,
  });
  expect(numbers.size).toBe(24_329);
});
