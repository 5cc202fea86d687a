import { expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Checkpoints } from './checkpoints.js';

test('a log that can not be looked at leaves a commit acknowledged, and is not looked at again at once', () => {
  Logger.overrideLogger(false);
  let looks = 0;
  const checkpoints = new Checkpoints('home.db');
  checkpoints.of({
    pragma: (source) => {
      if (!source.includes('NOOP')) return [];
      looks += 1;
      throw new Error('disk I/O error');
    },
  });
  checkpoints.committed();
  checkpoints.committed();
  expect(looks).toBe(1);
});
