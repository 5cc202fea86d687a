import { describe, expect, test } from '@jest/globals';
import type { InvalidFieldsError } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseZone } from '#platform/time';
import { decideMovement, enterInError, expectReturn, type MovementEntry } from './decide-movement.js';
import { MOVEMENT_TYPES, type Movement, type MovementCommand, type MovementType } from './movement.js';
import { RESIDENT_STATUSES, type ResidentStatus } from './resident.js';
import type { Stay } from './stay.js';

const ENTRY: MovementEntry = {
  id: 'new',
  residentId: 'carmen',
  sequence: 3,
  recordedBy: 'nuria',
  now: parseInstant('2026-11-24T09:00:00Z'),
  zone: parseZone('Europe/Madrid'),
};
const YESTERDAY = parseInstant('2026-11-23T09:00:00Z');
const TAKES_BED: readonly MovementType[] = ['admission', 'transfer'];

/** Where she is; undefined: nowhere yet. */
function being(status: ResidentStatus, bedId: string | null = 'a'): Stay | undefined {
  if (status === 'pre-admission') return undefined;
  const gone = status === 'discharged' || status === 'deceased';
  const place = { status, bedId: gone ? null : bedId, expectedReturnOn: null };
  return { movementId: 'last', residentId: 'carmen', sequence: 2, ...place, from: YESTERDAY, to: null };
}

function command(type: MovementType, more: Partial<MovementCommand> = {}): MovementCommand {
  return { type, bedId: TAKES_BED.includes(type) ? 'b' : null, ...more };
}

function outcome(status: ResidentStatus, type: MovementType): string {
  try {
    const { stay } = decideMovement(being(status), command(type), ENTRY);
    return `${stay.status} ${stay.bedId ?? '-'}`;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

function badFieldsOf(asked: MovementCommand): readonly string[] {
  try {
    decideMovement(being('admitted'), asked, ENTRY);
    return [];
  } catch (error) {
    return (error as InvalidFieldsError).errors.map(({ pointer }) => pointer);
  }
}

/** What every movement leads to from every status: the status, and the bed (she has a, and b is asked for). */
const TABLE: Readonly<Record<ResidentStatus, Partial<Record<MovementType, string>>>> = {
  'pre-admission': { admission: 'admitted b' },
  admitted: {
    transfer: 'admitted b',
    leave: 'on-leave a',
    hospitalisation: 'in-hospital a',
    discharge: 'discharged -',
    death: 'deceased -',
  },
  'on-leave': { transfer: 'on-leave b', return: 'admitted a', discharge: 'discharged -', death: 'deceased -' },
  'in-hospital': { transfer: 'in-hospital b', return: 'admitted a', discharge: 'discharged -', death: 'deceased -' },
  discharged: { admission: 'admitted b' },
  deceased: {},
};

describe.each(RESIDENT_STATUSES)('someone who is %s', (status) => {
  test.each(MOVEMENT_TYPES)('%s', (type) => {
    expect(outcome(status, type)).toBe(TABLE[status][type] ?? 'illegal-movement');
  });
});

test.each<[string, MovementCommand, string | undefined]>([
  ['an admission without a bed', { type: 'admission' }, '/bedId'],
  ['a discharge to a bed', { type: 'discharge', bedId: 'b' }, '/bedId'],
  [
    'a return that is expected',
    command('return', { expectedReturnOn: parseLocalDate('2026-12-01') }),
    '/expectedReturnOn',
  ],
  [
    'a leave that ends before it begins',
    command('leave', { expectedReturnOn: parseLocalDate('2026-11-23') }),
    '/expectedReturnOn',
  ],
  ['a leave that ends the same day', command('leave', { expectedReturnOn: parseLocalDate('2026-11-24') }), undefined],
  [
    'a leave late in the evening of London, by which it is the next day in Madrid',
    command('leave', { at: parseInstant('2026-11-23T23:30:00Z'), expectedReturnOn: parseLocalDate('2026-11-23') }),
    '/expectedReturnOn',
  ],
  [
    'one by a clock that is five minutes ahead',
    command('leave', { at: parseInstant('2026-11-24T09:05:00Z') }),
    undefined,
  ],
  ['one of the future', command('leave', { at: parseInstant('2026-11-24T09:05:00.001Z') }), '/at'],
])('%s', (_, asked, pointer) => {
  expect(badFieldsOf(asked)).toEqual(pointer === undefined ? [] : [pointer]);
});

test('a movement may be dated back to the last one, not before it', () => {
  const { movement, stay } = decideMovement(being('admitted'), command('leave', { at: YESTERDAY }), ENTRY);
  expect([movement.at, movement.createdAt, stay.from]).toEqual([YESTERDAY, ENTRY.now, YESTERDAY]);
  const before = command('leave', { at: parseInstant('2026-11-23T08:59:59.999Z') });
  expect(() => decideMovement(being('admitted'), before, ENTRY)).toThrow(
    expect.objectContaining({ code: 'out-of-order', extensions: { lastAt: YESTERDAY } }),
  );
});

test('one that is told without a time comes after one whose clock was ahead of ours', () => {
  const from = parseInstant('2026-11-24T09:03:00Z');
  const { stay } = decideMovement(undefined, command('admission', { at: from }), ENTRY);
  expect(decideMovement(stay, command('leave'), ENTRY).movement.at).toBe(from);
});

describe('a recorded movement', () => {
  const leave: Movement = decideMovement(being('admitted'), command('leave'), ENTRY).movement;

  test('is marked once, and the first reason stays', () => {
    const marked = enterInError(leave, 'she stayed', 'pilar');
    expect(marked).toEqual({ ...leave, status: 'entered-in-error', statusReason: 'she stayed', markedBy: 'pilar' });
    expect(() => enterInError(marked, 'again', 'pilar')).toThrow(
      expect.objectContaining({ code: 'illegal-transition' }),
    );
  });

  test('has another day of return while it counts', () => {
    const day = parseLocalDate('2026-12-08');
    expect(expectReturn(leave, day, ENTRY.zone)).toEqual({ ...leave, expectedReturnOn: day });
    expect(expectReturn({ ...leave, expectedReturnOn: day }, null, ENTRY.zone)).toEqual(leave);
    const marked = enterInError(leave, 'she stayed', 'pilar');
    expect(() => expectReturn(marked, day, ENTRY.zone)).toThrow(
      expect.objectContaining({ code: 'illegal-transition' }),
    );
  });
});
