import { expect, test } from '@jest/globals';
import { parseInstant, parseLocalDateTime } from '#platform/time';
import { compareAttendance } from './attendance-sheet.js';
import type { Attendance, AttendanceEntry } from './attendance.js';

const at = parseInstant('2026-10-18T09:00:00Z');

function entry(residentId: string, more: Partial<AttendanceEntry> = {}): AttendanceEntry {
  return { residentId, attendance: 'attended', engagement: null, note: null, ...more };
}

function recorded(residentId: string): Attendance {
  const session = { activityId: 'choir', originalStartsAt: parseLocalDateTime('2026-10-18T10:00'), startsAt: at };
  const stored = { id: residentId, recordedBy: 'nerea', version: 1, createdAt: at, updatedAt: at };
  return { ...stored, ...session, ...entry(residentId) };
}

test('the same record again, in any order, changes nothing', () => {
  const before = [recorded('ana'), recorded('blas')];
  expect(compareAttendance(before, [entry('blas'), entry('ana')])).toEqual({ added: [], changed: [], removed: [] });
});

test.each([{ attendance: 'partly' }, { engagement: 3 }, { note: 'sang' }] as const)(
  'another %j of one who is on record is a change',
  (more) => {
    const changes = compareAttendance([recorded('ana')], [entry('ana', more)]);
    expect(changes).toEqual({
      added: [],
      changed: [{ before: recorded('ana'), after: entry('ana', more) }],
      removed: [],
    });
  },
);

test('who is new is added, who is left out is removed', () => {
  const changes = compareAttendance([recorded('ana'), recorded('blas')], [entry('blas'), entry('clara')]);
  expect(changes).toEqual({ added: [entry('clara')], changed: [], removed: [recorded('ana')] });
});
