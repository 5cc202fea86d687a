import { expect, test } from '@jest/globals';
import { parseLocalDate } from '#platform/time';
import { describeMovement } from './describe-movement.js';

test.each([
  ['admission', null, null, 'Admitted'],
  ['death', 'in her sleep', null, 'Died: in her sleep'],
  ['hospitalisation', null, '2026-12-01', 'Went to hospital, expected back on 2026-12-01'],
  ['leave', 'with her daughter', '2026-12-01', 'Went on leave, expected back on 2026-12-01: with her daughter'],
] as const)('%s for the reason %s, back on %s, reads: %s', (type, reason, back, text) => {
  const expectedReturnOn = back === null ? null : parseLocalDate(back);
  expect(describeMovement({ type, reason, expectedReturnOn })).toBe(text);
});
