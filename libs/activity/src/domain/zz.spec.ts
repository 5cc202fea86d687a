import { test } from '@jest/globals';
import { parseInstant, parseZone, expand, parseRecurrence, parseLocalDateTime as l } from '#platform/time';
import { newActivity } from './activity.js';
import { sessions } from './session.js';
test('bench', () => {
  const base = { title: 'x', category: 'other', startsAt: '2025-01-06T10:00', durationMinutes: 60 };
  const all = Array.from({ length: 500 }, (_, n) => ({ id: `a${n}`, ...newActivity({ ...base, recurrence: ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=MONTHLY;BYDAY=1TU', 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=WE;COUNT=200'][n % 5] }) }));
  const w = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2027-01-01T00:00:00Z') };
  for (let i = 0; i < 3; i++) {
    let s = performance.now(); const n = sessions(all, [], parseZone('Europe/Madrid'), w).length; process.stdout.write(`sessions ${n} ${(performance.now() - s).toFixed(0)} ms\n`);
    s = performance.now(); let m = 0; for (const a of all) m += expand({ startsAt: a.startsAt, rule: a.recurrence ?? undefined, from: l('2026-01-01T00:00'), to: l('2027-01-01T00:00') }).length; process.stdout.write(`expand ${m} ${(performance.now() - s).toFixed(0)} ms\n`);
  }
  parseRecurrence('FREQ=DAILY');
});
