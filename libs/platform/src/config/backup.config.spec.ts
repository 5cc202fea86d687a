import { expect, test } from '@jest/globals';
import { readBackupConfig } from './backup.config.js';

test('without a folder no backups are taken by themselves', () => {
  expect(readBackupConfig({})).toEqual({
    folder: undefined,
    interval: 6,
    keep: { last: 4, daily: 14, weekly: 8, monthly: 12 },
  });
});

test('what is not named is not kept', () => {
  expect(readBackupConfig({ BACKUP_KEEP: 'last=2, monthly=120' }).keep).toEqual({
    last: 2,
    daily: 0,
    weekly: 0,
    monthly: 120,
  });
});

test.each(['daily=7', 'last=0', 'last=two', 'last=1001', 'last=1,yearly=3', 'last=1;daily=2'])(
  '%s is refused',
  (keep) => {
    expect(() => readBackupConfig({ BACKUP_KEEP: keep })).toThrow(/^BACKUP_KEEP: must/);
  },
);
