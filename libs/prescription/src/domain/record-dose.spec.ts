import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalDateTime, type Instant } from '#platform/time';
import type { DoseAct } from './administration.js';
import type { Check } from './check.js';
import type { WindowedDose } from './dose-window.js';
import { DoseRefusedError } from './prescription.errors.js';
import { checkRecording, refuseBlocked, validateAct } from './record-dose.js';

function at(time: string): Instant {
  return parseInstant(`2026-01-05T${time}:00Z`);
}

/** The routine dose of 08:00 UTC; the next one opens at 13:00. */
function eightOClock(changes: Partial<WindowedDose> = {}): WindowedDose {
  return {
    scheduledFor: at('08:00'),
    local: parseLocalDateTime('2026-01-05T08:00'),
    required: true,
    notRequiredBecause: null,
    window: { opensAt: at('07:00'), overdueAt: at('09:00'), missedAt: at('10:00'), closesAt: at('13:00') },
    revision: {
      revision: 1,
      effectiveFrom: at('00:00'),
      reason: null,
      recordedBy: 'nurse',
      recordedAt: at('00:00'),
      dose: { quantity: quantity(2), unit: 'tablet' },
      route: 'oral',
      indication: null,
      instructions: null,
      schedule: { kind: 'once', at: at('08:00') },
      startsOn: parseLocalDate('2026-01-05'),
      endsOn: null,
      prescriber: 'Dr Gil',
      critical: false,
    },
    ...changes,
  };
}

function act(changes: Partial<DoseAct> = {}): DoseAct {
  return { outcome: 'given', reason: null, quantity: null, note: null, administeredAt: at('08:00'), ...changes };
}

/** As a refusal carries them. */
function shown(checks: readonly Check[]): readonly object[] {
  return checks.map((check) => ({ ...check, until: check.until ?? null }));
}

/** The code of the refusal, or `recorded`. */
function answer(
  changes: Partial<DoseAct>,
  dose: WindowedDose | undefined = eightOClock(),
  acknowledged: string[] = [],
): string {
  try {
    refuseBlocked(checkRecording({ scheduledFor: at('08:00'), dose, act: act(changes), acknowledged }));
    return 'recorded';
  } catch (error) {
    if (error instanceof DoseRefusedError) return `${error.kind} ${error.code}`;
    throw error;
  }
}

describe('recording the dose of 08:00', () => {
  test.each<[string, Partial<DoseAct>, string]>([
    ['given on time', {}, 'recorded'],
    ['given as the window opens', { administeredAt: at('07:00') }, 'recorded'],
    ['given a minute before the window opens', { administeredAt: at('06:59') }, 'conflict too-early'],
    [
      'refused before the window opens',
      { outcome: 'refused', reason: 'refused', administeredAt: at('06:59') },
      'conflict too-early',
    ],
    ['given while overdue, without a reason', { administeredAt: at('09:59') }, 'recorded'],
    ['given once missed, without a reason', { administeredAt: at('10:00') }, 'invalid late-reason-required'],
    ['given once missed, late', { administeredAt: at('10:00'), reason: 'late' }, 'recorded'],
    ['given once missed, because asleep before', { administeredAt: at('12:59'), reason: 'asleep' }, 'recorded'],
    ['given after the next has opened', { administeredAt: at('13:00'), reason: 'late' }, 'conflict slot-closed'],
    ['given after the next has opened, without a reason', { administeredAt: at('13:00') }, 'conflict slot-closed'],
    ['self-administered late, told later', { outcome: 'self-administered', administeredAt: at('13:30') }, 'recorded'],
    [
      'omitted, found in the evening',
      { outcome: 'omitted', reason: 'omitted-error', administeredAt: at('20:00') },
      'recorded',
    ],
    ['refused without a reason', { outcome: 'refused' }, 'invalid reason-required'],
    ['omitted without a reason', { outcome: 'omitted' }, 'invalid reason-required'],
    ['not available without a reason', { outcome: 'not-available' }, 'invalid reason-required'],
    ['destroyed without a reason', { outcome: 'destroyed' }, 'invalid reason-required'],
    ['given in part without a reason', { outcome: 'part-given', quantity: quantity(1) }, 'invalid reason-required'],
    ['given in part', { outcome: 'part-given', quantity: quantity(1), reason: 'nausea' }, 'recorded'],
    ['self-administered', { outcome: 'self-administered' }, 'recorded'],
  ])('%s', (_, changes, expected) => {
    expect(answer(changes)).toBe(expected);
  });

  test('that the schedule does not have', () => {
    const checks = checkRecording({ scheduledFor: at('08:30'), dose: undefined, act: act(), acknowledged: [] });
    expect(() => {
      refuseBlocked(checks);
    }).toThrow(expect.objectContaining({ kind: 'invalid', code: 'not-a-scheduled-dose' }));
  });

  test('too early says when its window opens, and carries every rule', () => {
    const checks = checkRecording({
      scheduledFor: at('08:00'),
      dose: eightOClock(),
      act: act({ administeredAt: at('06:00') }),
      acknowledged: [],
    });
    expect(() => {
      refuseBlocked(checks);
    }).toThrow(expect.objectContaining({ extensions: { rules: shown(checks), until: at('07:00') } }));
    expect(checks.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
      'not-a-scheduled-dose pass',
      'reason-required pass',
      'too-early block',
      'slot-closed pass',
      'late-reason-required pass',
      'dose-not-required pass',
      'quantity-differs pass',
    ]);
  });

  test('too early and without a reason gives no time, since waiting alone does not help', () => {
    const checks = checkRecording({
      scheduledFor: at('08:00'),
      dose: eightOClock(),
      act: act({ outcome: 'refused', administeredAt: at('06:00') }),
      acknowledged: [],
    });
    expect(() => {
      refuseBlocked(checks);
    }).toThrow(expect.objectContaining({ code: 'reason-required', extensions: { rules: shown(checks) } }));
  });
});

describe('recording a dose that is not required', () => {
  const suspended = eightOClock({ required: false, notRequiredBecause: 'suspended' });
  const onLeave = eightOClock({ required: false, notRequiredBecause: 'on-leave' });
  test.each<[string, Partial<DoseAct>, WindowedDose, string[], string]>([
    ['given while suspended', {}, suspended, [], 'conflict dose-not-required'],
    ['given while suspended, answered for', {}, suspended, ['dose-not-required'], 'recorded'],
    [
      'self-administered while suspended',
      { outcome: 'self-administered' },
      suspended,
      [],
      'conflict dose-not-required',
    ],
    ['given while on leave', {}, onLeave, [], 'conflict dose-not-required'],
    ['self-administered on leave', { outcome: 'self-administered' }, onLeave, [], 'recorded'],
    ['omitted because on leave', { outcome: 'omitted', reason: 'absent-leave' }, onLeave, [], 'recorded'],
  ])('%s', (_, changes, dose, acknowledged, expected) => {
    expect(answer(changes, dose, acknowledged)).toBe(expected);
  });
});

describe('the fields of a record', () => {
  const dose = { quantity: quantity(2), unit: 'tablet' };
  test.each<[string, Partial<DoseAct>, string[]]>([
    ['given now', {}, []],
    ['given five minutes ahead of our clock', { administeredAt: at('08:05') }, []],
    ['given six minutes ahead of our clock', { administeredAt: at('08:06') }, ['/administeredAt in-the-future']],
    ['given in part, without saying how much', { outcome: 'part-given', reason: 'nausea' }, ['/quantity required']],
    [
      'given in part, the whole',
      { outcome: 'part-given', reason: 'nausea', quantity: quantity(2) },
      ['/quantity out-of-range'],
    ],
    ['given in part, almost the whole', { outcome: 'part-given', reason: 'nausea', quantity: quantity(1.999999) }, []],
    ['given, nothing', { quantity: quantity(0) }, ['/quantity out-of-range']],
    ['refused for another reason, not said', { outcome: 'refused', reason: 'other' }, ['/note required']],
    ['refused for another reason, blank', { outcome: 'refused', reason: 'other', note: ' ' }, ['/note required']],
    ['refused for another reason', { outcome: 'refused', reason: 'other', note: 'praying' }, []],
    ['refused, late', { outcome: 'refused', reason: 'late' }, ['/reason does-not-fit']],
  ])('%s', (_, changes, expected) => {
    const errors = validateAct(act(changes), dose, at('08:00'));
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});

test('another quantity than prescribed is recorded and pointed out', () => {
  const checks = checkRecording({
    scheduledFor: at('08:00'),
    dose: eightOClock(),
    act: act({ quantity: quantity(1) }),
    acknowledged: [],
  });
  expect(checks.at(-1)).toMatchObject({
    rule: 'quantity-differs',
    outcome: 'warn',
    facts: { prescribed: 2, quantity: 1 },
  });
});
