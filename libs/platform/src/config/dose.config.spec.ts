import { expect, test } from '@jest/globals';
import { readDoseConfig } from './dose.config.js';

test('without settings the windows are those of clinical.md A1', () => {
  expect(readDoseConfig({})).toEqual({
    timeCritical: { opensBefore: 30, overdueAfter: 30, missedAfter: 60 },
    routine: { opensBefore: 60, overdueAfter: 60, missedAfter: 120 },
    weeklyMissedAfterDay: 1440,
    responseDue: 60,
  });
});

test('a home may say when its doses are due, overdue and missed', () => {
  const windows = readDoseConfig({
    DOSE_WINDOW_TIME_CRITICAL: 'before=15, overdue=15, missed=30',
    DOSE_WINDOW_ROUTINE: 'before=0,overdue=90,missed=90',
    DOSE_WINDOW_WEEKLY_MISSED_MINUTES: '720',
  });
  expect(windows).toMatchObject({
    timeCritical: { opensBefore: 15, overdueAfter: 15, missedAfter: 30 },
    routine: { opensBefore: 0, overdueAfter: 90, missedAfter: 90 },
    weeklyMissedAfterDay: 720,
  });
});

test.each([
  '60',
  'before=60,overdue=60',
  'before=-1,overdue=60,missed=120',
  'before=60,overdue=120,missed=60',
  'before=1441,overdue=60,missed=120',
  'before=60,overdue=60,missed=1441',
  'before=60,overdue=60,missed=120,lost=180',
])('%s is refused', (DOSE_WINDOW_ROUTINE) => {
  expect(() => readDoseConfig({ DOSE_WINDOW_ROUTINE })).toThrow(/^DOSE_WINDOW_ROUTINE: must be like before=60/);
});
