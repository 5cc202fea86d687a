import { describe, expect, test } from '@jest/globals';
import { DomainError, InvalidFieldsError, quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Instant } from '#platform/time';
import { prescribe } from './prescribe.js';
import type { Prescription, PrescriptionTerms } from './prescription.js';
import {
  inOrderOfCarryingOut,
  needsDecision,
  readStatus,
  reasonOf,
  toReconcile,
  undecidedOf,
  type DecisionCommand,
  type ReconciliationItem,
} from './reconciliation.js';
import { changeStatus, type StatusAction } from './status.js';

const zone = parseZone('UTC');

/** `05 12:00` in January 2026. */
function at(text: string): Instant {
  return parseInstant(`2026-01-${text.replace(' ', 'T')}:00Z`);
}

function prescribed(changes: Partial<PrescriptionTerms> = {}, draft = false, now = '05 12:00'): Prescription {
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
  return prescribe(asked, { recordedBy: 'nurse', now: at(now), zone });
}

function after(prescription: Prescription, action: StatusAction, when: string, now = when): Prescription {
  return changeStatus(prescription, { action, at: at(when), reason: 'x', recordedBy: 'nurse' }, at(now), zone);
}

const untilTen = prescribed({ endsOn: parseLocalDate('2026-01-10') });
const undecided: ReconciliationItem = {
  id: 'i',
  prescriptionId: 'p',
  decision: null,
  reason: null,
  decidedBy: null,
  decidedAt: null,
};

describe('after a return on the 10th at nine, entered at ten', () => {
  test.each<[string, Prescription, boolean]>([
    ['is active', prescribed(), true],
    ['is suspended', after(prescribed(), 'suspend', '07 09:00'), true],
    ['has its last day', untilTen, true],
    ['is to be stopped tomorrow', after(prescribed(), 'stop', '11 09:00', '10 08:00'), true],
    ['was suspended between the two', after(prescribed(), 'suspend', '10 09:30'), true],
    ['begins later', prescribed({ startsOn: parseLocalDate('2026-01-12') }), true],
    ['is a draft', prescribed({}, true), false],
    ['was stopped before', after(prescribed(), 'stop', '08 09:00'), false],
    ['was stopped between the two', after(prescribed(), 'stop', '10 09:30'), false],
    ['was activated between the two', after(prescribed({}, true), 'activate', '10 09:30'), false],
    ['was an error', after(prescribed(), 'enter-in-error', '08 09:00'), false],
    ['is over', prescribed({ endsOn: parseLocalDate('2026-01-09') }), false],
  ])('what %s: to be reconciled %#', (_, prescription, expected) => {
    const found = toReconcile([prescription], at('10 09:00'), at('10 10:00'), zone);
    expect(found).toEqual(expected ? [prescription] : []);
  });
});

describe('on the 12th', () => {
  test.each<[string, Partial<ReconciliationItem>, Prescription, boolean]>([
    ['what nobody has decided on', {}, prescribed(), true],
    ['what nobody has decided on and is suspended', {}, after(prescribed(), 'suspend', '11 09:00'), true],
    ['what goes on', { decision: 'continue' }, prescribed(), false],
    ['what was stopped otherwise', {}, after(prescribed(), 'stop', '11 09:00'), false],
    ['what is stopped tomorrow', {}, after(prescribed(), 'stop', '13 09:00', '11 09:00'), true],
    ['what had its last day', {}, untilTen, false],
    ['what was an error', {}, after(prescribed(), 'enter-in-error', '11 09:00'), false],
  ])('%s: to be decided %#', (_, item, prescription, expected) => {
    const items = [{ ...undecided, ...item }];
    expect(needsDecision({ ...undecided, ...item }, prescription, at('12 09:00'), zone)).toBe(expected);
    expect(undecidedOf({ items }, [prescription], at('12 09:00'), zone)).toBe(expected ? 1 : 0);
  });

  test.each([
    ['open', 1, 'open'],
    ['open', 0, 'completed'],
    ['completed', 0, 'completed'],
    ['cancelled', 1, 'cancelled'],
  ] as const)('one stored as %s with %d to decide reads %s', (status, left, reads) => {
    expect(readStatus({ status }, left)).toBe(reads);
  });
});

describe('decisions', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => ({ ...undecided, id, prescriptionId: id }));
  const amendment = { effectiveFrom: null, reason: null, changes: {}, acknowledge: [], acknowledgeReason: null };
  const keep: DecisionCommand = { prescriptionId: 'a', decision: 'continue', reason: null, amendment: null };
  const stop: DecisionCommand = { prescriptionId: 'b', decision: 'stop', reason: 'course completed', amendment: null };
  const change: DecisionCommand = { prescriptionId: 'c', decision: 'change', reason: 'as advised', amendment };

  function problemOf(...decisions: DecisionCommand[]): unknown {
    try {
      return inOrderOfCarryingOut(decisions, { items: items.map((item) => decided(item)) });
    } catch (error) {
      if (error instanceof InvalidFieldsError) return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
      return error instanceof DomainError ? [error.code, error.extensions] : error;
    }
  }

  const decided = (item: ReconciliationItem): ReconciliationItem =>
    item.prescriptionId === 'd' ? { ...item, decision: 'continue' } : item;

  test('stop first, then change, then continue, each known by its place in the request', () => {
    const ordered = inOrderOfCarryingOut([keep, change, stop], { items });
    expect(ordered.map(({ decision, index }) => [decision, index])).toEqual([
      ['stop', 2],
      ['change', 1],
      ['continue', 0],
    ]);
  });

  test.each<[string, DecisionCommand[], unknown]>([
    ['on something else', [{ ...keep, prescriptionId: 'x' }], ['/decisions/0/prescriptionId unknown-reference']],
    ['on the same twice', [keep, { ...stop, prescriptionId: 'a' }], ['/decisions/1/prescriptionId duplicate']],
    ['to stop for no reason', [{ ...stop, reason: null }], ['/decisions/0/reason required']],
    ['to change nothing named', [{ ...change, amendment: null }], ['/decisions/0/amendment required']],
    ['to change for no reason', [{ ...change, reason: null }], ['/decisions/0/reason required']],
    ['to continue what is amended', [{ ...keep, amendment }], ['/decisions/0/amendment not-applicable']],
    [
      'on what is decided',
      [keep, { ...keep, prescriptionId: 'd' }],
      ['already-reconciled', { pointer: '/decisions/1' }],
    ],
    [
      'with several things wrong',
      [
        { ...keep, prescriptionId: 'x' },
        { ...stop, reason: null },
        { ...change, reason: null, amendment: null },
      ],
      [
        '/decisions/0/prescriptionId unknown-reference',
        '/decisions/1/reason required',
        '/decisions/2/amendment required',
        '/decisions/2/reason required',
      ],
    ],
  ])('%s are refused', (_, decisions, expected) => {
    expect(problemOf(...decisions)).toEqual(expected);
  });

  test('have their reason from the amendment where they name none', () => {
    const said = { ...change, reason: null, amendment: { ...amendment, reason: 'blood pressure low' } };
    expect([reasonOf(said), reasonOf(change), reasonOf(keep)]).toEqual(['blood pressure low', 'as advised', null]);
    expect(inOrderOfCarryingOut([said], { items })).toHaveLength(1);
  });
});
