import { expect, test } from '@jest/globals';
import { parseInstant, parseLocalDate } from '#platform/time';
import type { Movement, MovementType } from './movement.js';
import { statusPeriods, staysOf } from './stay.js';

const DAY = parseLocalDate('2026-11-20');

function history(...steps: readonly [MovementType, string, string?][]): readonly Movement[] {
  return steps.map(([type, time, bedId], index) => {
    const at = parseInstant(`2026-11-10T${time}:00Z`);
    const away = type === 'leave' || type === 'hospitalisation';
    return {
      ...{ id: `${index + 1}`, version: 1, createdAt: at, updatedAt: at, residentId: 'carmen', sequence: index + 1 },
      ...{ type, at, bedId: bedId ?? null, reason: null, expectedReturnOn: away ? DAY : null, status: 'recorded' },
      ...{ statusReason: null, markedBy: null, recordedBy: 'nuria' },
    };
  });
}

const STAY = history(
  ['admission', '08:00', 'a'],
  ['leave', '09:00'],
  ['transfer', '10:00', 'b'],
  ['return', '11:00'],
  ['discharge', '12:00'],
  ['admission', '12:00', 'c'],
);

test('each movement begins a stay that the next one ends', () => {
  const stays = staysOf(STAY);
  expect(
    stays.map(({ status, bedId, expectedReturnOn, from, to }) => [
      `${from.slice(11, 16)}-${to?.slice(11, 16) ?? ''}`,
      status,
      bedId,
      expectedReturnOn,
    ]),
  ).toEqual([
    ['08:00-09:00', 'admitted', 'a', null],
    ['09:00-10:00', 'on-leave', 'a', DAY],
    ['10:00-11:00', 'on-leave', 'b', DAY],
    ['11:00-12:00', 'admitted', 'b', null],
    ['12:00-12:00', 'discharged', null, null],
    ['12:00-', 'admitted', 'c', null],
  ]);
});

test('a change of bed is no change of status', () => {
  expect(
    statusPeriods(staysOf(STAY)).map(({ status, from, to }) => [status, from.slice(11, 16), to?.slice(11, 16)]),
  ).toEqual([
    ['admitted', '08:00', '09:00'],
    ['on-leave', '09:00', '11:00'],
    ['admitted', '11:00', '12:00'],
    ['discharged', '12:00', '12:00'],
    ['admitted', '12:00', undefined],
  ]);
});

test('a status keeps the expectation that was stated last', () => {
  const [, leave, transfer] = staysOf(STAY);
  const later = parseLocalDate('2026-11-25');
  if (leave === undefined || transfer === undefined) throw new Error('there was a leave, and a transfer in it');
  const { from } = leave;
  const { to } = transfer;
  expect(statusPeriods([leave, { ...transfer, expectedReturnOn: later }])).toEqual([
    { status: 'on-leave', from, to, expectedReturnOn: later },
  ]);
});

test('a history that a movement can not be part of names that movement', () => {
  const withoutLeave = STAY.filter(({ type }) => type !== 'leave');
  expect(() => staysOf(withoutLeave)).toThrow(
    expect.objectContaining({ code: 'illegal-movement', extensions: { movementId: '4' } }),
  );
});
