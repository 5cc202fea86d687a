import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Instant } from '#platform/time';
import { administrationOf } from './administer.js';
import type { Administration, DoseAct } from './administration.js';
import type { DoseCase } from './dose-case.js';
import { DEFAULT_WINDOWS } from './dose-window.js';
import { isInForce, marDoses, marInterruptions, marTerms } from './mar.js';
import { amend, prescribe } from './prescribe.js';
import type { PrescriptionTerms } from './prescription.js';
import { changeStatus, type StatusAction } from './status.js';

const zone = parseZone('Europe/Madrid');

/** `16 08:00` in November 2026, in winter time; the 16th is a Monday. */
function at(text: string): Instant {
  return parseInstant(`2026-11-${text.replace(' ', 'T')}:00+01:00`);
}

const week = { from: at('16 00:00'), to: at('23 00:00') };
const now = at('18 12:00');

/** A tablet at 08:00 and 20:00, since the first. */
function theCase(changes: Partial<PrescriptionTerms> = {}, draft = false): DoseCase {
  const terms: PrescriptionTerms = {
    dose: { quantity: quantity(1), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule: {
      ...{ kind: 'times', times: ['08:00', '20:00'].map(parseLocalTime) },
      ...{ daysOfWeek: null, everyDays: null, cycle: null },
    },
    startsOn: parseLocalDate('2026-11-01'),
    endsOn: null,
    prescriber: 'Dr Gil',
    critical: false,
    ...changes,
  };
  const asked = { id: 'p', residentId: 'r', medicationId: 'm', terms, draft, acknowledged: [] };
  const prescription = prescribe(asked, { recordedBy: 'nurse', now: at('01 12:00'), zone });
  const medicine = { name: 'Metformin', activeSubstance: 'metformin', atcCode: 'A10BA02', timeCritical: false };
  return { prescription, medicine, absences: [], allergies: [], rules: DEFAULT_WINDOWS, zone };
}

function after(doseCase: DoseCase, action: StatusAction, when: string, seen = when): DoseCase {
  const change = { action, at: at(when), reason: 'x', recordedBy: 'nurse' };
  return { ...doseCase, prescription: changeStatus(doseCase.prescription, change, at(seen), zone) };
}

function amended(doseCase: DoseCase, effectiveFrom: string, times: readonly string[]): DoseCase {
  const own = { times: times.map(parseLocalTime), daysOfWeek: null, everyDays: null, cycle: null };
  const schedule = { kind: 'times', ...own } as const;
  const amendment = { effectiveFrom: at(effectiveFrom), reason: 'x', changes: { schedule }, acknowledged: [] };
  const entry = { recordedBy: 'nurse', now: at(effectiveFrom), zone };
  return { ...doseCase, prescription: amend(doseCase.prescription, amendment, entry) };
}

function recorded(doseCase: DoseCase, slot: string, changes: Partial<DoseAct> = {}): Administration {
  const [revision] = doseCase.prescription.revisions;
  if (revision === undefined) throw new Error('no revision');
  const act: DoseAct = {
    ...{ outcome: 'given', reason: null, quantity: quantity(1), note: null, administeredAt: at(slot) },
    ...changes,
  };
  const entry = { id: slot, now: act.administeredAt, recordedBy: 'nurse', witnessedBy: null };
  const said = { ...entry, acknowledged: [], acknowledgeReason: null, response: null };
  return administrationOf(doseCase, { scheduledFor: at(slot), revision, act, rules: [] }, said);
}

/** Each dose in a word: its day and time and what became of it. */
function cells(doseCase: DoseCase, records: readonly Administration[] = [], window = week): readonly string[] {
  return marDoses(doseCase, records, window, now).map((dose) =>
    [
      dose.local.slice(8).replace('T', ' '),
      dose.state,
      ...(dose.notRequiredBecause === null ? [] : [dose.notRequiredBecause]),
      ...(dose.isLate ? ['late'] : []),
      ...(dose.isOtherQuantity ? ['other quantity'] : []),
      ...(dose.isOffSchedule ? ['off schedule'] : []),
    ].join(' '),
  );
}

describe('the doses of a week', () => {
  test('are all there, recorded or not, and those to come', () => {
    const metformin = theCase();
    const given = recorded(metformin, '16 08:00');
    const refused = recorded(metformin, '16 20:00', { outcome: 'refused', reason: 'refused', quantity: null });
    const words = cells(metformin, [refused, given]);
    expect(words).toHaveLength(14);
    expect(words.slice(0, 6)).toEqual([
      ...['16 08:00 given', '16 20:00 refused', '17 08:00 missed', '17 20:00 missed'],
      ...['18 08:00 missed', '18 20:00 upcoming'],
    ]);
  });

  test.each([
    ['in time', '16 08:59', ''],
    ['when it was overdue', '16 09:00', ' late'],
    ['after midnight', '17 00:40', ' late'],
  ])('one that was taken %s', (_, when, said) => {
    const metformin = theCase();
    const given = recorded(metformin, '16 08:00', { administeredAt: at(when) });
    expect(cells(metformin, [given])[0]).toBe(`16 08:00 given${said}`);
  });

  test('one that was refused late is not late, for it was never taken', () => {
    const metformin = theCase();
    const act = { outcome: 'refused', reason: 'refused', quantity: null, administeredAt: at('16 11:00') } as const;
    expect(cells(metformin, [recorded(metformin, '16 08:00', act)])[0]).toBe('16 08:00 refused');
  });

  test('one of which half was taken', () => {
    const metformin = theCase();
    const half = { outcome: 'part-given', reason: 'nausea', quantity: quantity(0.5) } as const;
    expect(cells(metformin, [recorded(metformin, '16 08:00', half)])[0]).toBe('16 08:00 part-given other quantity');
  });

  test('are not required while suspended, on leave or in hospital, and say why', () => {
    const suspended = after(after(theCase(), 'suspend', '16 12:00'), 'resume', '17 12:00');
    const away = {
      ...suspended,
      absences: [{ kind: 'in-hospital', from: at('18 06:00'), to: at('19 06:00') } as const],
    };
    expect(cells(away).slice(1, 7)).toEqual([
      ...['16 20:00 not-required suspended', '17 08:00 not-required suspended', '17 20:00 missed'],
      ...['18 08:00 not-required in-hospital', '18 20:00 not-required in-hospital', '19 08:00 upcoming'],
    ]);
  });

  test('change their times in the middle of the day on which it is amended', () => {
    const words = cells(amended(theCase(), '17 12:00', ['10:00', '22:00']));
    expect(words.slice(2, 5)).toEqual(['17 08:00 missed', '17 22:00 missed', '18 10:00 missed']);
  });

  test('stay on the chart when they were recorded and the schedule no longer has them', () => {
    const metformin = theCase();
    const given = recorded(metformin, '17 08:00', { quantity: quantity(2) });
    const stopped = after(metformin, 'stop', '16 12:00', '17 12:00');
    expect(cells(stopped, [given])).toEqual(['16 08:00 missed', '17 08:00 given other quantity off schedule']);
    const wrong = after(metformin, 'enter-in-error', '17 12:00');
    expect(cells(wrong, [given])).toEqual(['17 08:00 given other quantity off schedule']);
  });

  test('are as many on the day on which the clocks go back, and keep their time', () => {
    const autumn = { from: parseInstant('2026-10-24T22:00:00Z'), to: parseInstant('2026-10-25T23:00:00Z') };
    const early = theCase({ startsOn: parseLocalDate('2026-10-01') });
    expect(cells(early, [], autumn)).toEqual(['25 08:00 missed', '25 20:00 missed']);
  });
});

describe('the terms in a week', () => {
  test('are those in force in some part of it, with the part', () => {
    const twice = amended(amended(theCase(), '10 00:00', ['09:00']), '18 00:00', ['10:00']);
    const terms = marTerms(twice.prescription, week);
    expect(terms.map(({ revision, from, to }) => [revision.revision, from, to])).toEqual([
      [2, null, at('18 00:00')],
      [3, at('18 00:00'), null],
    ]);
  });

  test('end with it, whatever comes after', () => {
    const later = amended(theCase(), '23 00:00', ['09:00']);
    expect(marTerms(later.prescription, week).map(({ revision, to }) => [revision.revision, to])).toEqual([[1, null]]);
  });
});

describe('what interrupts it', () => {
  test('are the suspensions that touch the week, and its end', () => {
    const before = after(after(theCase(), 'suspend', '10 08:00'), 'resume', '12 08:00');
    const twice = after(after(before, 'suspend', '15 08:00'), 'resume', '16 08:00');
    const stopped = after(after(twice, 'suspend', '20 08:00'), 'stop', '21 08:00');
    const { suspensions, ended } = marInterruptions(stopped.prescription, week);
    expect(suspensions.map(({ from, to }) => [from, to])).toEqual([
      [at('15 08:00'), at('16 08:00')],
      [at('20 08:00'), at('21 08:00')],
    ]);
    expect(ended).toMatchObject({ status: 'stopped', from: at('21 08:00') });
    const earlier = { from: at('09 00:00'), to: at('16 00:00') };
    expect(marInterruptions(stopped.prescription, earlier).ended).toBeNull();
  });
});

describe('a prescription is on the chart of a week', () => {
  test.each<[string, DoseCase, boolean]>([
    ['that is going on', theCase(), true],
    ['that is suspended all week', after(theCase(), 'suspend', '02 08:00'), true],
    ['that begins on its last day', theCase({ startsOn: parseLocalDate('2026-11-22') }), true],
    ['that begins after it', theCase({ startsOn: parseLocalDate('2026-11-23') }), false],
    ['that ended the day before', theCase({ endsOn: parseLocalDate('2026-11-15') }), false],
    ['that ends on its first day', theCase({ endsOn: parseLocalDate('2026-11-16') }), true],
    ['that was stopped in it', after(theCase(), 'stop', '18 08:00'), true],
    ['that was stopped before it', after(theCase(), 'stop', '15 08:00'), false],
    ['that is a draft', theCase({}, true), false],
    ['that was a draft until after it', after(theCase({}, true), 'activate', '24 08:00'), false],
    ['that was an error', after(theCase(), 'enter-in-error', '18 08:00'), false],
  ])('%s', (_, doseCase, expected) => {
    expect(isInForce(doseCase, week)).toBe(expected);
  });
});
