import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Instant } from '#platform/time';
import { amend, prescribe } from './prescribe.js';
import { mayReadOtherwise } from './prescription-at.js';
import type { Prescription, PrescriptionTerms } from './prescription.js';
import {
  changeStatus,
  overFrom,
  resumeAfterDeparture,
  STATUS_ACTIONS,
  statusAt,
  stopAtDeparture,
  type StatusAction,
} from './status.js';

const zone = parseZone('UTC');

/** `05 12:00` in January 2026. */
function at(text: string): Instant {
  return parseInstant(`2026-01-${text.replace(' ', 'T')}:00Z`);
}

function prescribed(changes: Partial<PrescriptionTerms> = {}, draft = false): Prescription {
  const terms: PrescriptionTerms = {
    dose: { quantity: quantity(1), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule: { kind: 'times', times: [parseLocalTime('08:00')], daysOfWeek: null, everyDays: null, cycle: null },
    startsOn: parseLocalDate('2026-01-05'),
    endsOn: null,
    prescriber: 'Dr Gil',
    critical: false,
    ...changes,
  };
  const asked = { id: 'p', residentId: 'r', medicationId: 'm', terms, draft, acknowledged: [] };
  return prescribe(asked, { recordedBy: 'nurse', now: at('05 12:00'), zone });
}

function after(prescription: Prescription, action: StatusAction, when: string, now = when): Prescription {
  return changeStatus(prescription, { action, at: at(when), reason: 'x', recordedBy: 'nurse' }, at(now), zone);
}

function amended(
  prescription: Prescription,
  effectiveFrom: string,
  endsOn: string | null,
  now = '05 12:00',
): Prescription {
  const changes = { endsOn: endsOn === null ? null : parseLocalDate(endsOn) };
  const amendment = { effectiveFrom: at(effectiveFrom), reason: 'x', changes, acknowledged: [] };
  return amend(prescription, amendment, { recordedBy: 'nurse', now: at(now), zone });
}

const ten = { endsOn: parseLocalDate('2026-01-10') };

describe('from when on no dose is due', () => {
  test.each<[string, Prescription, Instant | null]>([
    ['without an end', prescribed(), null],
    ['with a last day', prescribed(ten), at('11 00:00')],
    ['a draft with a last day', prescribed(ten, true), at('11 00:00')],
    ['suspended', after(prescribed(), 'suspend', '07 12:00'), null],
    ['stopped before its last day', after(prescribed(ten), 'stop', '08 09:00'), at('08 09:00')],
    ['to be stopped after its last day', after(prescribed(ten), 'stop', '10 23:00', '08 09:00'), at('10 23:00')],
    ['an error all along', after(prescribed(), 'enter-in-error', '08 09:00'), at('05 00:00')],
    ['prolonged', amended(prescribed(ten), '07 00:00', null), null],
    ['shortened', amended(prescribed(), '07 00:00', '2026-01-08'), at('09 00:00')],
    [
      'given a last day before the change takes effect',
      amended(prescribed(), '09 12:00', '2026-01-07'),
      at('09 12:00'),
    ],
  ])('%s', (_, prescription, expected) => {
    expect(overFrom(prescription, zone)).toBe(expected);
  });

  test('one that was prolonged as a draft, from a day after its last day, is not over in between', () => {
    const draft = amended(prescribed({ endsOn: parseLocalDate('2026-01-05') }, true), '07 00:00', null);
    const prolonged = after(draft, 'activate', '05 12:00');
    expect([overFrom(prolonged, zone), statusAt(prolonged, at('06 12:00'), zone)]).toEqual([null, 'active']);
  });

  test('and from then on, and not before, one that is active or suspended reads completed', () => {
    const day = fc.integer({ min: 5, max: 25 });
    const change = fc.record({
      now: day,
      when: day,
      lastDay: fc.option(day),
      action: fc.constantFrom(...STATUS_ACTIONS),
    });
    const amends = fc.boolean();
    fc.assert(
      fc.property(fc.array(fc.tuple(amends, change), { maxLength: 6 }), fc.boolean(), day, (steps, draft, later) => {
        const inOrder = steps.map(([amending, step]) => ({ amending, ...step })).sort((a, b) => a.now - b.now);
        const prescription = inOrder.reduce(changedIfAllowed, prescribed({}, draft));
        const now = Math.max(later, ...inOrder.map((step) => step.now));
        const instant = at(`${two(now)} 13:00`);
        const decided = statusAt(withoutEnd(prescription), instant, zone);
        const over = overFrom(prescription, zone);
        const isOver = (decided === 'active' || decided === 'suspended') && over !== null && over <= instant;
        expect(statusAt(prescription, instant, zone)).toBe(isOver ? 'completed' : decided);
      }),
    );
  });
});

interface Step {
  readonly amending: boolean;
  readonly now: number;
  readonly when: number;
  readonly lastDay: number | null;
  readonly action: StatusAction;
}

function changedIfAllowed(prescription: Prescription, step: Step): Prescription {
  const [when, now] = [`${two(step.when)} 12:00`, `${two(step.now)} 12:00`];
  try {
    if (!step.amending) return after(prescription, step.action, when, now);
    return amended(prescription, when, step.lastDay === null ? null : `2026-01-${two(step.lastDay)}`, now);
  } catch (error) {
    if (error instanceof DomainError) return prescription;
    throw error;
  }
}

function withoutEnd(prescription: Prescription): Prescription {
  return { ...prescription, revisions: prescription.revisions.map((revision) => ({ ...revision, endsOn: null })) };
}

function two(day: number): string {
  return String(day).padStart(2, '0');
}

describe('since its last change, time alone', () => {
  const planned = after(prescribed(), 'suspend', '09 12:00', '07 12:00');
  const stopped = after(prescribed(ten), 'stop', '08 09:00');
  const wrong = after(prescribed(ten), 'enter-in-error', '12 09:00');

  test.each<[string, Prescription, string, string, boolean]>([
    ['has not changed one without plans', prescribed(), '05 12:00', '25 12:00', false],
    [
      'has not changed one suspended at once',
      after(prescribed(), 'suspend', '07 12:00'),
      '07 12:00',
      '25 12:00',
      false,
    ],
    ['has not begun a planned suspension', planned, '07 12:00', '09 11:59', false],
    ['has begun a planned suspension', planned, '07 12:00', '09 12:00', true],
    [
      'has suspended one that reads active again',
      after(planned, 'resume', '10 12:00', '07 12:00'),
      '07 12:00',
      '11 12:00',
      true,
    ],
    ['has not brought in new terms', amended(prescribed(), '09 00:00', null), '05 12:00', '08 23:59', false],
    ['has brought in new terms', amended(prescribed(), '09 00:00', null), '05 12:00', '09 00:00', true],
    [
      'has not changed one amended for the past',
      amended(prescribed(), '06 00:00', null),
      '07 12:00',
      '25 12:00',
      false,
    ],
    ['has not completed one on its last day', prescribed(ten), '05 12:00', '10 23:59', false],
    ['has completed one past its last day', prescribed(ten), '05 12:00', '11 00:00', true],
    ['has not completed a draft', prescribed(ten, true), '05 12:00', '25 12:00', false],
    ['has not completed one that was stopped', stopped, '08 09:00', '25 12:00', false],
    ['has not changed one found to be an error', wrong, '12 09:00', '25 12:00', false],
  ])('%s', (_, prescription, updated, read, expected) => {
    expect(mayReadOtherwise({ ...prescription, updatedAt: at(updated) }, at(read), zone)).toBe(expected);
  });
});

function left(prescription: Prescription, when: string, now = when, movementId = 'discharge'): Prescription {
  const departure = { movementId, at: at(when), reason: 'discharge', recordedBy: 'nurse' };
  return stopAtDeparture(prescription, departure, at(now));
}

describe('when the resident has left for good', () => {
  test.each<[string, Prescription, string, string]>([
    ['active', prescribed(), '08 09:00', '08 09:00'],
    ['a draft', prescribed({}, true), '08 09:00', '08 09:00'],
    ['suspended', after(prescribed(), 'suspend', '07 09:00'), '08 09:00', '08 09:00'],
    ['suspended after they left', after(prescribed(), 'suspend', '08 10:00'), '08 09:00', '08 10:00'],
    ['to be suspended later', after(prescribed(), 'suspend', '12 09:00', '07 09:00'), '08 09:00', '08 09:00'],
    ['to be stopped later', after(prescribed(), 'stop', '12 09:00', '07 09:00'), '08 09:00', '08 09:00'],
  ])('one that is %s is stopped', (_, prescription, when, stopped) => {
    const history = left(prescription, when, '08 11:00').statusHistory;
    expect(history.at(-1)).toMatchObject({ status: 'stopped', from: at(stopped), to: null, reason: 'discharge' });
    for (const [index, { to }] of history.slice(0, -1).entries()) expect(to).toBe(history[index + 1]?.from);
  });
});

describe('when the resident never left', () => {
  test.each<[string, Prescription]>([
    ['active', prescribed()],
    ['a draft', prescribed({}, true)],
    ['suspended', after(prescribed(), 'suspend', '07 09:00')],
    ['suspended after they are said to have left', after(prescribed(), 'suspend', '08 10:00')],
    ['to be suspended later', after(prescribed(), 'suspend', '12 09:00', '07 09:00')],
    ['to be stopped later', after(prescribed(ten), 'stop', '09 09:00', '07 09:00')],
    ['amended', amended(prescribed(), '07 00:00', '2026-01-12')],
  ])('one that was %s is again what it was, its plans included', (_, prescription) => {
    const again = resumeAfterDeparture(left(prescription, '08 09:00', '08 11:00'), 'discharge');
    expect(again).toEqual(prescription);
    expect(again && overFrom(again, zone)).toBe(overFrom(prescription, zone));
  });

  test.each<[string, Prescription]>([
    ['was stopped by nobody but a prescriber', after(prescribed(), 'stop', '08 09:00')],
    ['another departure stopped', left(prescribed(), '08 09:00', '08 09:00', 'death')],
    ['was found to be an error since', after(left(prescribed(), '08 09:00'), 'enter-in-error', '08 10:00')],
    ['goes on already', resumeAfterDeparture(left(prescribed(), '08 09:00'), 'discharge') ?? prescribed({}, true)],
  ])('one that %s stays as it is', (_, prescription) => {
    expect(resumeAfterDeparture(prescription, 'discharge')).toBeUndefined();
  });

  test('any history comes back as it was', () => {
    const day = fc.integer({ min: 5, max: 12 });
    const step = fc.record({
      now: day,
      when: day,
      lastDay: fc.option(day),
      action: fc.constantFrom(...STATUS_ACTIONS),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.boolean(), day, (steps, draft, gone) => {
        const inOrder = steps.map((one) => ({ amending: false, ...one })).sort((a, b) => a.now - b.now);
        const prescription = inOrder.reduce(changedIfAllowed, prescribed({}, draft));
        const leaving = left(prescription, `${two(gone)} 13:00`, '13 12:00');
        expect(resumeAfterDeparture(leaving, 'discharge')).toEqual({ ...prescription, departure: null });
      }),
    );
  });
});
