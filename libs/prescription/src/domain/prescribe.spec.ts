import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError, quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Instant } from '#platform/time';
import { amend, prescribe, type Amendment } from './prescribe.js';
import { IllegalTransitionError } from './prescription.errors.js';
import type { Prescription, PrescriptionTerms, TimesSchedule } from './prescription.js';
import { revisionAt } from './revisions.js';
import { doses } from './schedule.js';
import { changeStatus, doseTermsOf, statusAt, STATUS_ACTIONS, suspensionsOf, type StatusAction } from './status.js';

const zone = parseZone('UTC');
const DAYS: Readonly<Record<string, string>> = { mon: '05', tue: '06', wed: '07', thu: '08', fri: '09', sat: '10' };

/** `mon 12:00` in the first full week of January 2026. */
function at(text: string): Instant {
  const [day = '', time = ''] = text.split(' ');
  return parseInstant(`2026-01-${DAYS[day] ?? day}T${time}:00Z`);
}

const schedule: TimesSchedule = {
  kind: 'times',
  times: ['20:00', '08:00'].map(parseLocalTime),
  daysOfWeek: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  everyDays: null,
  cycle: null,
};

function prescribed(changes: Partial<PrescriptionTerms> = {}, draft = false, now = 'mon 12:00'): Prescription {
  const terms: PrescriptionTerms = {
    dose: { quantity: quantity(1), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule,
    startsOn: parseLocalDate('2026-01-05'),
    endsOn: null,
    prescriber: 'Dr Gil',
    critical: false,
    ...changes,
  };
  const asked = { id: 'p', residentId: 'r', medicationId: 'm', terms, draft, acknowledged: [] };
  return prescribe(asked, { recordedBy: 'nurse', now: at(now), zone });
}

function after(
  prescription: Prescription,
  ...changes: [action: StatusAction, at: string, now?: string][]
): Prescription {
  return changes.reduce(
    (current, [action, effective, now = effective]) =>
      changeStatus(current, { action, at: at(effective), reason: 'so decided', recordedBy: 'nurse' }, at(now), zone),
    prescription,
  );
}

/** The status that an action leads to on Wednesday, or the code of its refusal. */
function outcomeOf(prescription: Prescription, action: StatusAction): string {
  try {
    return statusAt(after(prescription, [action, 'wed 12:00']), at('wed 12:00'), zone);
  } catch (error) {
    if (error instanceof IllegalTransitionError) return error.code;
    throw error;
  }
}

/** The doses of the week as `05 08:00`, marked where suspended. */
function week(prescription: Prescription): string[] {
  const terms = doseTermsOf(prescription, []);
  if (terms === undefined) return [];
  return doses(terms, zone, { from: at('mon 00:00'), to: at('thu 00:00') }).map(
    ({ local, required, revision }) =>
      `${local.slice(8).replace('T', ' ')}${required ? '' : ' suspended'}${revision.revision > 1 ? ` r${revision.revision}` : ''}`,
  );
}

describe('a new prescription', () => {
  test('is active from its first day and has its times in order', () => {
    const prescription = prescribed();
    expect(statusAt(prescription, at('mon 12:00'), zone)).toBe('active');
    expect(prescription.revisions[0]?.schedule).toMatchObject({
      times: ['08:00', '20:00'],
      daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    });
    expect(week(prescription)).toEqual(['05 08:00', '05 20:00', '06 08:00', '06 20:00', '07 08:00', '07 20:00']);
  });

  test('may begin in the past, with the doses of then', () => {
    expect(week(prescribed({}, false, 'wed 09:00'))).toContain('05 08:00');
  });

  test('has no doses as a draft, and from its activation on has them', () => {
    const draft = prescribed({}, true);
    expect(week(draft)).toEqual([]);
    expect(week(after(draft, ['activate', 'tue 12:00']))).toEqual(['06 20:00', '07 08:00', '07 20:00']);
  });

  test('with bad fields is refused with all of them', () => {
    const act = (): Prescription =>
      prescribed({ dose: { quantity: quantity(0), unit: 'tablet' }, endsOn: parseLocalDate('2026-01-01') });
    expect(act).toThrow(InvalidFieldsError);
    expect(act).toThrow(expect.objectContaining({ errors: [expect.anything(), expect.anything()] }));
  });
});

describe('a change of status', () => {
  const ended = { endsOn: parseLocalDate('2026-01-06') };
  const inStatus: Readonly<Record<string, Prescription>> = {
    draft: prescribed({}, true),
    active: prescribed(),
    suspended: after(prescribed(), ['suspend', 'mon 13:00']),
    completed: prescribed(ended),
    stopped: after(prescribed(), ['stop', 'mon 13:00']),
    'entered-in-error': after(prescribed(), ['enter-in-error', 'mon 13:00']),
  };
  const allowed: Readonly<Record<StatusAction, Readonly<Record<string, string>>>> = {
    activate: { draft: 'active' },
    suspend: { active: 'suspended' },
    resume: { suspended: 'active' },
    stop: { active: 'stopped', suspended: 'stopped' },
    'enter-in-error': {
      draft: 'entered-in-error',
      active: 'entered-in-error',
      suspended: 'entered-in-error',
      completed: 'entered-in-error',
      stopped: 'entered-in-error',
    },
  };
  const table = STATUS_ACTIONS.flatMap((action) =>
    Object.keys(inStatus).map((status) => [action, status, allowed[action][status] ?? 'illegal-transition'] as const),
  );

  test.each(table)('%s of one that is %s: %s', (action, status, expected) => {
    const prescription = inStatus[status] ?? prescribed();
    expect(statusAt(prescription, at('wed 12:00'), zone)).toBe(status);
    expect(outcomeOf(prescription, action)).toBe(expected);
  });

  test('leaves the doses before it as they were', () => {
    const prescription = after(prescribed(), ['suspend', 'mon 20:00'], ['resume', 'tue 20:00'], ['stop', 'wed 12:00']);
    expect(week(prescription)).toEqual([
      '05 08:00',
      '05 20:00 suspended',
      '06 08:00 suspended',
      '06 20:00',
      '07 08:00',
    ]);
    expect(suspensionsOf(prescription)).toEqual([{ from: at('mon 20:00'), to: at('tue 20:00') }]);
  });

  test('may be planned ahead, and reads so only from then on', () => {
    const prescription = after(
      prescribed(),
      ['suspend', 'tue 00:00', 'mon 12:00'],
      ['resume', 'wed 00:00', 'mon 12:00'],
    );
    const read = ['mon 23:59', 'tue 00:00', 'tue 23:59', 'wed 00:00'].map((when) =>
      statusAt(prescription, at(when), zone),
    );
    expect(read).toEqual(['active', 'suspended', 'suspended', 'active']);
  });

  test('takes the place of what was planned for later', () => {
    const prescription = after(prescribed(), ['stop', 'wed 00:00', 'mon 12:00'], ['suspend', 'tue 00:00', 'mon 13:00']);
    expect(prescription.statusHistory.map(({ status, to }) => [status, to])).toEqual([
      ['active', at('tue 00:00')],
      ['suspended', null],
    ]);
  });

  test('dated before one that has taken effect is refused', () => {
    const resumed = after(prescribed(), ['suspend', 'mon 14:00'], ['resume', 'tue 12:00']);
    expect(() => after(resumed, ['stop', 'mon 18:00', 'wed 12:00'])).toThrow(IllegalTransitionError);
  });

  test('dated a few minutes too early by another clock counts from the last one', () => {
    const draft = prescribed({ startsOn: parseLocalDate('2026-01-06') }, true);
    const active = after(draft, ['activate', 'mon 11:57', 'mon 12:00']);
    expect(active.statusHistory.map(({ from }) => from)).toEqual([at('mon 12:00'), at('mon 12:00')]);
  });

  test('one entered in error has no doses at all, also of the past', () => {
    expect(week(after(prescribed(), ['enter-in-error', 'wed 12:00']))).toEqual([]);
  });

  test('past its last day it reads completed, whole days being counted', () => {
    const prescription = prescribed(ended);
    expect(statusAt(prescription, at('tue 23:59'), zone)).toBe('active');
    expect(statusAt(prescription, at('wed 00:00'), zone)).toBe('completed');
  });
});

describe('an amendment', () => {
  const amended = (prescription: Prescription, changes: Partial<Amendment>, now = 'mon 12:00'): Prescription =>
    amend(
      prescription,
      { effectiveFrom: at('tue 12:00'), reason: 'stronger', changes: {}, acknowledged: [], ...changes },
      { recordedBy: 'nurse', now: at(now), zone },
    );

  test('changes what it names from its instant on, and nothing before', () => {
    const prescription = amended(prescribed(), { changes: { dose: { quantity: quantity(2), unit: 'tablet' } } });
    expect(revisionAt(prescription.revisions, at('tue 11:59')).dose.quantity).toBe(quantity(1));
    expect(revisionAt(prescription.revisions, at('tue 12:00'))).toMatchObject({
      revision: 2,
      reason: 'stronger',
      route: 'oral',
      dose: { quantity: quantity(2) },
    });
    expect(week(prescription)).toEqual([
      '05 08:00',
      '05 20:00',
      '06 08:00',
      '06 20:00 r2',
      '07 08:00 r2',
      '07 20:00 r2',
    ]);
  });

  test('before one that was planned takes its place', () => {
    const planned = amended(prescribed(), { effectiveFrom: at('wed 00:00'), changes: { route: 'rectal' } });
    const prescription = amended(planned, { changes: { critical: true } });
    expect(revisionAt(prescription.revisions, at('wed 12:00'))).toMatchObject({
      revision: 3,
      route: 'oral',
      critical: true,
    });
  });

  test('that leaves no dose at all is refused', () => {
    expect(() => amended(prescribed(), { changes: { endsOn: parseLocalDate('2026-01-01') } })).toThrow(
      InvalidFieldsError,
    );
  });

  test.each<[string, Prescription, string]>([
    ['stopped', after(prescribed(), ['stop', 'mon 12:00']), 'mon 13:00'],
    ['to be stopped before it', after(prescribed(), ['stop', 'tue 00:00', 'mon 12:00']), 'mon 12:00'],
    ['entered in error', after(prescribed(), ['enter-in-error', 'mon 12:00']), 'mon 13:00'],
    ['completed', prescribed({ endsOn: parseLocalDate('2026-01-06') }), 'wed 00:00'],
  ])('of one that is %s is refused', (_, prescription, now) => {
    expect(() => amended(prescription, {}, now)).toThrow(IllegalTransitionError);
  });
});
