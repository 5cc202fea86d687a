import { describe, expect, test } from '@jest/globals';
import { ImportTally, MAX_REPORTED } from './import-report.js';

const fault = { pointer: '/name', code: 'required', message: 'is required' };

describe('the report of an import', () => {
  test('adds up the chunks, and lists what was left out by line', () => {
    const tally = new ImportTally();
    const chunk = { added: [], changed: [], confirmed: [], created: 2, updated: 1, unchanged: 3 };
    tally.reject(9, [fault]);
    tally.warn(4, [fault, fault]);
    tally.count({ ...chunk, rejected: [{ line: 5, errors: [fault] }] });
    tally.count({ ...chunk, rejected: [] });
    expect(tally.report()).toEqual({
      created: 4,
      updated: 2,
      unchanged: 6,
      retired: 0,
      warnings: [
        { line: 4, ...fault },
        { line: 4, ...fault },
      ],
      rejected: [
        { line: 5, errors: [fault] },
        { line: 9, errors: [fault] },
      ],
    });
  });

  test('tells first why nothing was retired, however many warnings there are', () => {
    const tally = new ImportTally();
    for (let line = 2; line < MAX_REPORTED + 5; line += 1) tally.warn(line, [fault]);
    tally.warnFirst({ line: 900, pointer: '', code: 'nothing-retired', message: 'names no number that can be read' });
    const { warnings } = tally.report();
    expect(warnings[0]).toMatchObject({ line: 900, code: 'nothing-retired' });
    expect(warnings).toHaveLength(MAX_REPORTED + 2);
  });

  test('stays short where every line is bad, and says how many more there were', () => {
    const tally = new ImportTally();
    for (let line = 2; line < MAX_REPORTED + 5; line += 1) tally.reject(line, [fault]);
    const { rejected } = tally.report();
    expect(rejected).toHaveLength(MAX_REPORTED + 1);
    expect(rejected.at(-1)).toMatchObject({
      line: MAX_REPORTED + 4,
      errors: [{ code: 'more', message: 'and 3 more, up to this line' }],
    });
  });
});
