import { describe, expect, test } from '@jest/globals';
import { DomainError, quantity, toDecimal } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Instant } from '#platform/time';
import { decideDose, needsWitness, type AskedDose } from './administer.js';
import type { DoseAct } from './administration.js';
import { canGiveScheduled } from './can-give.js';
import { countedDoses, countingSince, type TakenDose } from './counted-doses.js';
import { doseInQuestion, type DoseCase } from './dose-case.js';
import { DEFAULT_WINDOWS } from './dose-window.js';
import { prescribe } from './prescribe.js';
import type { AsNeededSchedule, Schedule } from './prescription.js';
import { changeStatus, type StatusAction } from './status.js';

const zone = parseZone('UTC');
const asNeeded: AsNeededSchedule = {
  kind: 'as-needed',
  minIntervalMinutes: 240,
  maxDosesPer24h: 4,
  maxQuantityPer24h: null,
  reason: 'pain',
};
const twice: Schedule = {
  kind: 'times',
  times: ['08:00', '20:00'].map(parseLocalTime),
  daysOfWeek: null,
  everyDays: null,
  cycle: null,
};

/** `08:00` on the fifth of January 2026. */
function at(time: string, day = '05'): Instant {
  return parseInstant(`2026-01-${day}T${time}:00Z`);
}

/** Two tablets, since the first of January; the resident lives here. */
function theCase(schedule: Schedule = twice, changes: Partial<DoseCase> = {}): DoseCase {
  const terms = {
    dose: { quantity: quantity(2), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule,
    startsOn: parseLocalDate('2026-01-01'),
    endsOn: null,
    prescriber: 'Dr Gil',
    critical: false,
  };
  const asked = { id: 'p', residentId: 'r', medicationId: 'm', terms, draft: false, acknowledged: [] };
  const prescription = prescribe(asked, { recordedBy: 'nurse', now: at('12:00', '01'), zone });
  const medicine = { name: 'Paracetamol', activeSubstance: 'paracetamol', atcCode: 'N02BE01', timeCritical: false };
  return { prescription, medicine, absences: [], allergies: [], rules: DEFAULT_WINDOWS, zone, ...changes };
}

function after(doseCase: DoseCase, action: StatusAction, when: Instant): DoseCase {
  const change = { action, at: when, reason: null, recordedBy: 'nurse' };
  return { ...doseCase, prescription: changeStatus(doseCase.prescription, change, when, zone) };
}

function asked(changes: Partial<DoseAct> = {}, scheduledFor: Instant | null = null): AskedDose {
  const act: DoseAct = {
    outcome: 'given',
    reason: null,
    quantity: null,
    note: null,
    administeredAt: at('08:10'),
    ...changes,
  };
  return { scheduledFor, act, acknowledged: [] };
}

function taken(administeredAt: Instant, changes: Partial<TakenDose> = {}): TakenDose {
  return {
    id: administeredAt,
    prescriptionId: 'other',
    residentId: 'r',
    medicationId: 'm',
    administeredAt,
    outcome: 'given',
    reason: null,
    quantity: quantity(1),
    unit: 'tablet',
    status: 'recorded',
    ...changes,
  };
}

describe('the amount on a record', () => {
  test.each<[string, Partial<DoseAct>, number | null]>([
    ['given', {}, 2],
    ['given, more than prescribed', { quantity: quantity(2.5) }, 2.5],
    ['part-given', { outcome: 'part-given', quantity: quantity(0.5), reason: 'nausea' }, 0.5],
    ['self-administered', { outcome: 'self-administered' }, 2],
    ['destroyed', { outcome: 'destroyed', reason: 'damaged' }, 2],
    ['refused after it was prepared', { outcome: 'refused', reason: 'refused-destroyed' }, 2],
    ['refused, taken and lost', { outcome: 'refused', reason: 'spat-or-vomited' }, 2],
    ['refused', { outcome: 'refused', reason: 'refused' }, null],
    ['omitted, whatever amount is said', { outcome: 'omitted', reason: 'asleep', quantity: quantity(1) }, null],
  ])('%s', (_, act, expected) => {
    for (const doseCase of [theCase(), theCase(asNeeded)]) {
      const { quantity: amount } = decideDose(doseCase, asked(act), [], at('08:10')).act;
      expect(amount === null ? null : toDecimal(amount)).toBe(expected);
    }
  });
});

describe('the dose that a record is of', () => {
  test('is the slot named, else the one that the act belongs to, else none: as needed', () => {
    const slotOf = (doseCase: DoseCase, dose: AskedDose): Instant | null =>
      decideDose(doseCase, dose, [], at('08:10')).scheduledFor;
    expect(slotOf(theCase(), asked())).toBe(at('08:00'));
    const late = asked({ administeredAt: at('00:40'), reason: 'late' });
    expect(slotOf(theCase(), late)).toBe(at('20:00', '04'));
    expect(slotOf(theCase(asNeeded), asked())).toBeNull();
  });

  test('is refused as needed where the schedule has a slot named, and where the prescription is suspended', () => {
    const code = (doseCase: DoseCase, dose: AskedDose): string => {
      try {
        decideDose(doseCase, dose, [], at('08:10'));
        return 'recorded';
      } catch (error) {
        if (error instanceof DomainError) return error.code;
        throw error;
      }
    };
    expect(code(theCase(asNeeded), asked({}, at('08:00')))).toBe('not-a-scheduled-dose');
    const suspended = after(theCase(asNeeded), 'suspend', at('07:00'));
    expect(code(suspended, asked())).toBe('prescription-not-active');
    expect(code(suspended, asked({ outcome: 'omitted', reason: 'not-required' }))).toBe('recorded');
    const away = { absences: [{ kind: 'on-leave', from: at('07:00') }] } as const;
    expect(code(theCase(asNeeded, away), asked())).toBe('resident-not-present');
  });
});

describe('a witness', () => {
  test.each<[boolean, Pick<DoseAct, 'outcome' | 'reason'>, boolean]>([
    [true, { outcome: 'given', reason: null }, true],
    [true, { outcome: 'destroyed', reason: 'damaged' }, true],
    [true, { outcome: 'refused', reason: 'refused-destroyed' }, true],
    [true, { outcome: 'refused', reason: 'refused' }, false],
    [true, { outcome: 'self-administered', reason: 'self-managed' }, false],
    [false, { outcome: 'given', reason: null }, false],
  ])('where the medicine asks for one (%s) and the dose is %j: %s', (witnessRequired, act, expected) => {
    expect(needsWitness({ witnessRequired }, act)).toBe(expected);
  });
});

describe('the doses that count', () => {
  const substances = new Map([
    ['m', { activeSubstance: 'paracetamol', atcCode: 'N02BE01' }],
    ['same', { activeSubstance: 'Paracetamol', atcCode: null }],
    ['other', { activeSubstance: 'ibuprofen', atcCode: 'M01AE01' }],
  ]);
  const counted = (...doses: TakenDose[]): number => countedDoses(doses, substances, theCase().medicine).length;

  test.each<[string, Partial<TakenDose>, number]>([
    ['given', {}, 1],
    ['of another prescription of the substance', { medicationId: 'same' }, 1],
    ['of another substance', { medicationId: 'other' }, 0],
    ['of a medicine that nobody knows', { medicationId: 'gone' }, 0],
    ['found to be wrong', { status: 'entered-in-error' }, 0],
    ['refused', { outcome: 'refused', reason: 'refused', quantity: null }, 0],
    ['taken and lost', { outcome: 'refused', reason: 'spat-or-vomited' }, 1],
  ])('one %s: %s', (_, changes, expected) => {
    expect(counted(taken(at('06:00'), changes))).toBe(expected);
  });

  test('are looked for as far back as a day, or the longest interval', () => {
    expect(countingSince([asNeeded], at('08:00'))).toBe(at('08:00', '04'));
    expect(countingSince([asNeeded, { ...asNeeded, minIntervalMinutes: 2_880 }], at('08:00'))).toBe(at('08:00', '03'));
  });
});

describe('whether a scheduled dose may be given', () => {
  function answer(
    doseCase: DoseCase,
    when: Instant,
    recorded: readonly Instant[] = [],
  ): [boolean, Instant | undefined] {
    const dose = doseInQuestion(doseCase, null, when);
    const { allowed, until } = canGiveScheduled(doseCase, dose, new Set(recorded), { at: when, quantity: null });
    return [allowed, until];
  }
  const tomorrow = at('07:00', '06');

  test.each<[string, [boolean, Instant | undefined], [boolean, Instant | undefined]]>([
    ['in its window', answer(theCase(), at('08:00')), [true, undefined]],
    ['missed: late, with a reason', answer(theCase(), at('18:59')), [true, undefined]],
    ['recorded: when the next one opens', answer(theCase(), at('08:30'), [at('08:00')]), [false, at('19:00')]],
    ['both recorded: tomorrow', answer(theCase(), at('19:30'), [at('20:00')]), [false, tomorrow]],
    ['suspended: nobody knows', answer(after(theCase(), 'suspend', at('07:00')), at('08:00')), [false, undefined]],
    ['stopped: never', answer(after(theCase(), 'stop', at('07:00')), at('08:00')), [false, undefined]],
    ['before the first one: when that opens', answer(theCase(), at('06:59', '01')), [false, at('07:00', '01')]],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('of who is away: nobody knows', () => {
    const away = theCase(twice, { absences: [{ kind: 'in-hospital', from: at('07:30') }] });
    expect(answer(away, at('08:00'))).toEqual([false, undefined]);
  });
});
