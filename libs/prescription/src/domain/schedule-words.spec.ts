import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant, parseLocalTime, parseZone } from '#platform/time';
import type { Schedule } from './prescription.js';
import { scheduleInWords } from './schedule-words.js';

const MADRID = parseZone('Europe/Madrid');
const DOSE = { quantity: quantity(1), unit: 'tablet' };
const DAILY = {
  kind: 'times',
  times: ['08:00', '20:00'].map(parseLocalTime),
  daysOfWeek: null,
  everyDays: null,
  cycle: null,
} as const;
const AS_NEEDED = { kind: 'as-needed', minIntervalMinutes: 240, maxDosesPer24h: 4, reason: 'pain' } as const;

test.each<[Schedule, string, string]>([
  [DAILY, 'every day at 08:00, 20:00', 'cada día a las 08:00, 20:00'],
  [{ ...DAILY, everyDays: 1 }, 'every day at 08:00, 20:00', 'cada día a las 08:00, 20:00'],
  [{ ...DAILY, everyDays: 3 }, 'every 3 days at 08:00, 20:00', 'cada 3 días a las 08:00, 20:00'],
  [{ ...DAILY, daysOfWeek: ['mon', 'thu'] }, 'Mon, Thu at 08:00, 20:00', 'lun, jue a las 08:00, 20:00'],
  [
    { ...DAILY, cycle: { onDays: 21, offDays: 7 } },
    '21 days on, 7 days off at 08:00, 20:00',
    '21 días sí, 7 días no a las 08:00, 20:00',
  ],
  [{ kind: 'once', at: parseInstant('2026-11-24T07:30:00Z') }, 'once, 2026-11-24 08:30', 'una vez, 2026-11-24 08:30'],
  [
    { ...AS_NEEDED, maxQuantityPer24h: null },
    'as needed for pain; at least 4 h apart; at most 4 doses in 24 h',
    'a demanda por pain; al menos 4 h entre dosis; máximo 4 dosis en 24 h',
  ],
  [
    { ...AS_NEEDED, minIntervalMinutes: 90, maxDosesPer24h: 1, maxQuantityPer24h: quantity(1.5) },
    'as needed for pain; at least 1 h 30 min apart; at most 1 dose in 24 h; at most 1.5 tablet in 24 h',
    'a demanda por pain; al menos 1 h 30 min entre dosis; máximo 1 dosis en 24 h; máximo 1.5 tablet en 24 h',
  ],
  [
    { ...AS_NEEDED, minIntervalMinutes: 0, maxQuantityPer24h: null },
    'as needed for pain; at most 4 doses in 24 h',
    'a demanda por pain; máximo 4 dosis en 24 h',
  ],
])('%j is said', (schedule, en, es) => {
  expect(scheduleInWords(schedule, DOSE, MADRID)).toEqual({ en, es });
});
