import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { ROOT } from './canaries.js';

/** What is wrong with a Dockerfile, warnings too. */
function findingsIn(text: string): readonly string[] {
  return validate(text).map(
    ({ range, message }) => `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
  );
}

describe('a Dockerfile', () => {
  test.each(['app', 'e2e'])('of %s has nothing wrong in it', (name) => {
    expect(findingsIn(readFileSync(join(ROOT, 'docker', `${name}.Dockerfile`), 'utf8'))).toEqual([]);
  });

  test.each([
    ['FROM node\nRUNN npm ci', '2: Unknown instruction: RUNN'],
    ['FROM node\nEXPOSE a', '2: Invalid containerPort: a'],
    ['FROM node\nCMD a\nCMD b', '2: There can only be one CMD instruction'],
  ])('such as %j is refused', (text, finding) => {
    expect(findingsIn(text)[0]).toContain(finding);
  });
});
