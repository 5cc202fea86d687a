import { describe, expect, test } from '@jest/globals';
import { DomainError, quantity, toDecimal } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Instant } from '#platform/time';
import { administrationOf, decideDose, needsWitness, type AskedDose, type DoseSurroundings } from './administer.js';
import type { DoseAct } from './administration.js';
import { canGiveScheduled } from './can-give.js';
import type { Check } from './check.js';
import { countedDoses, countingSince, type TakenDose } from './counted-doses.js';
import { doseInQuestion, type DoseCase } from './dose-case.js';
import { DEFAULT_WINDOWS } from './dose-window.js';
import { prescribe } from './prescribe.js';
import type { AsNeededSchedule, Schedule } from './prescription.js';
import { foundRecorded } from './record-dose.js';
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

const NOTHING_AROUND = { counted: [], stockRules: () => [] };

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
      const { quantity: amount } = decideDose(doseCase, asked(act), NOTHING_AROUND, at('08:10')).act;
      expect(amount === null ? null : toDecimal(amount)).toBe(expected);
    }
  });
});

describe('the dose that a record is of', () => {
  test('is the slot named, else the one that the act belongs to, else none: as needed', () => {
    const slotOf = (doseCase: DoseCase, dose: AskedDose): Instant | null =>
      decideDose(doseCase, dose, NOTHING_AROUND, at('08:10')).scheduledFor;
    expect(slotOf(theCase(), asked())).toBe(at('08:00'));
    const late = asked({ administeredAt: at('00:40'), reason: 'late' });
    expect(slotOf(theCase(), late)).toBe(at('20:00', '04'));
    expect(slotOf(theCase(asNeeded), asked())).toBeNull();
  });

  test('is refused as needed where the schedule has a slot named, and where the prescription is suspended', () => {
    const code = (doseCase: DoseCase, dose: AskedDose): string => {
      try {
        decideDose(doseCase, dose, NOTHING_AROUND, at('08:10'));
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

describe('the rules that a record keeps', () => {
  const short: Check = { rule: 'insufficient-stock', outcome: 'block', detail: 'None is left.', facts: {} };
  const there: Check = { ...short, outcome: 'pass', detail: 'The dose is in stock.' };
  const counting = (stock: Check): DoseSurroundings => ({
    counted: [{ administrationId: 'a', prescriptionId: 'q', at: at('06:00'), quantity: quantity(1), unit: 'tablet' }],
    stockRules: ({ quantity: amount }, unit) =>
      amount === null ? [] : [{ ...stock, facts: { needed: toDecimal(amount), unit } }],
  });
  const names = (rules: readonly Check[]): string[] => rules.map(({ rule, outcome }) => `${rule} ${outcome}`);

  test('of a scheduled dose are those that it was judged by, the stock with the amount said outright', () => {
    const { rules } = decideDose(theCase(), asked(), counting(there), at('08:10'));
    expect(names(rules)).toEqual([
      'not-a-scheduled-dose pass',
      'reason-required pass',
      'too-early pass',
      'slot-closed pass',
      'late-reason-required pass',
      'dose-not-required pass',
      'quantity-differs pass',
      'dose-already-recorded pass',
      'allergy pass',
      'insufficient-stock pass',
    ]);
    expect(rules.at(-1)?.facts).toEqual({ needed: 2, unit: 'tablet' });
  });

  test('are those of asking whether it can be given, which also looks at where the resident is', () => {
    const when = at('08:10');
    const dose = doseInQuestion(theCase(), null, when);
    const asking = canGiveScheduled(theCase(), dose, new Set(), { at: when, quantity: null }).rules;
    const { rules } = decideDose(theCase(), asked({ reason: 'late' }), NOTHING_AROUND, when);
    expect(names(asking)).toEqual(['prescription-not-active pass', 'resident-not-present pass', ...names(rules)]);
  });

  test('of a dose that was not taken say nothing of allergies or stock', () => {
    const { rules } = decideDose(
      theCase(),
      asked({ outcome: 'refused', reason: 'refused' }),
      counting(there),
      at('08:10'),
    );
    expect(rules.map(({ rule }) => rule)).not.toContain('allergy');
    expect(rules.map(({ rule }) => rule)).not.toContain('insufficient-stock');
  });

  test('of a dose as needed are those of A3, and of one that was not taken only what was said', () => {
    const later = asked({ administeredAt: at('11:00') });
    expect(names(decideDose(theCase(asNeeded), later, counting(there), at('11:00')).rules)).toEqual([
      'reason-required pass',
      'quantity-differs pass',
      'prescription-not-active pass',
      'resident-not-present pass',
      'too-soon pass',
      'daily-maximum pass',
      'allergy pass',
      'insufficient-stock pass',
    ]);
    const not = asked({ outcome: 'omitted', reason: 'not-required' });
    expect(names(decideDose(theCase(asNeeded), not, counting(there), at('08:10')).rules)).toEqual([
      'reason-required pass',
      'quantity-differs pass',
    ]);
  });

  test('go with a refusal, which gives a time only where nothing but time is in the way', () => {
    const refusal = (stock: Check): unknown => {
      try {
        return decideDose(theCase(asNeeded), asked(), counting(stock), at('08:10'));
      } catch (error) {
        return error;
      }
    };
    const rules = (outcome: string) =>
      expect.arrayContaining([expect.objectContaining({ rule: 'insufficient-stock', outcome })]);
    expect(refusal(there)).toMatchObject({
      code: 'too-soon',
      extensions: { until: at('10:00'), rules: rules('pass') },
    });
    expect(refusal(short)).toMatchObject({ code: 'too-soon', extensions: { rules: rules('block') } });
    expect(refusal(short)).not.toHaveProperty('extensions.until');
  });

  test('say that the dose has a record, where that turned out when it was to be stored', () => {
    const decided = decideDose(theCase(), asked(), counting(there), at('08:10'));
    const entry = { recordedBy: 'nurse', witnessedBy: null, acknowledged: [], acknowledgeReason: null, response: null };
    const rules = foundRecorded(administrationOf(theCase(), decided, { id: 'x', now: at('08:10'), ...entry }));
    expect(names(rules).filter((rule) => rule.endsWith('block'))).toEqual(['dose-already-recorded block']);
    expect(rules).toHaveLength(decided.rules.length);
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
