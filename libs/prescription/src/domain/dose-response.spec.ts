import { describe, expect, test } from '@jest/globals';
import { DomainError, InvalidFieldsError, quantity } from '#platform/kernel';
import { parseInstant, type Instant } from '#platform/time';
import type { Administration, DoseResponse } from './administration.js';
import { respond, responseAfter } from './dose-response.js';

function at(time: string): Instant {
  return parseInstant(`2026-01-05T${time}:00Z`);
}

/** A tablet when needed, given at 08:00. */
function dose(changes: Partial<Administration> = {}): Administration {
  return {
    ...{ id: 'a', prescriptionId: 'p', residentId: 'r', medicationId: 'm', revision: 1, scheduledFor: null },
    ...{ outcome: 'given', reason: null, quantity: quantity(1), unit: 'tablet', note: null },
    ...{ administeredAt: at('08:00'), recordedAt: at('08:00'), recordedBy: 'nurse', witnessedBy: null },
    ...{ acknowledged: [], acknowledgeReason: null, status: 'recorded', correctedBy: null, correctionReason: null },
    ...{ response: null, version: 1, createdAt: at('08:00'), updatedAt: at('08:00') },
    ...changes,
  };
}

const EFFECTIVE: DoseResponse = { at: at('09:00'), effect: 'effective', note: null, recordedBy: 'carer' };

/** The instant of the response, or the code of the refusal. */
function answer(to: Administration, when: Instant | null, now = at('09:00')): string {
  try {
    return respond(to, { at: when, effect: 'effective', note: null }, { now, recordedBy: 'carer' }).at;
  } catch (error) {
    if (error instanceof InvalidFieldsError)
      return error.errors.map(({ pointer, code }) => `${pointer} ${code}`).join();
    if (error instanceof DomainError) return `${error.kind} ${error.code}`;
    throw error;
  }
}

describe('the response to a dose as needed of 08:00, told at 09:00', () => {
  test.each<[string, Instant | null, string]>([
    ['now, when nothing is said', null, at('09:00')],
    ['at the time said', at('08:40'), at('08:40')],
    ['as the dose was given', at('08:00'), at('08:00')],
    ['before it was given', at('07:59'), '/at before-the-dose'],
    ['five minutes ahead of our clock', at('09:05'), at('09:05')],
    ['six minutes ahead of our clock', at('09:06'), '/at in-the-future'],
  ])('%s', (_, when, expected) => {
    expect(answer(dose(), when)).toBe(expected);
  });

  test('is not before the dose, where that was given by a clock ahead of ours', () => {
    expect(answer(dose({ administeredAt: at('08:04') }), null, at('08:01'))).toBe(at('08:04'));
  });
});

describe('a response', () => {
  test.each<[string, Partial<Administration>, string]>([
    ['a dose as needed', {}, at('09:00')],
    ['one given in part', { outcome: 'part-given', reason: 'nausea' }, at('09:00')],
    ['one that the resident took', { outcome: 'self-administered' }, at('09:00')],
    ['one that was refused', { outcome: 'refused', reason: 'refused' }, 'conflict no-response-expected'],
    ['one that was not needed', { outcome: 'omitted', reason: 'not-required' }, 'conflict no-response-expected'],
    ['a scheduled dose', { scheduledFor: at('08:00') }, 'conflict no-response-expected'],
    ['a record that was wrong', { status: 'entered-in-error' }, 'conflict no-response-expected'],
    ['one that has a response', { response: EFFECTIVE }, 'conflict response-already-recorded'],
  ])('to %s: %s', (_, changes, expected) => {
    expect(answer(dose(changes), null)).toBe(expected);
  });

  test('that is told twice carries the first', () => {
    const again = () =>
      respond(
        dose({ response: EFFECTIVE }),
        { at: null, effect: 'not-effective', note: null },
        { now: at('10:00'), recordedBy: 'x' },
      );
    expect(again).toThrow(expect.objectContaining({ extensions: { response: EFFECTIVE } }));
  });

  test.each<[string, Partial<Administration>, DoseResponse | null]>([
    ['stays when the quantity was wrong', {}, EFFECTIVE],
    ['goes when the dose was not taken', { outcome: 'refused', reason: 'refused' }, null],
    ['goes when it was that of a slot', { scheduledFor: at('08:00') }, null],
    ['goes when it came before the dose was given', { administeredAt: at('09:01') }, null],
  ])('%s', (_, right, expected) => {
    expect(responseAfter(EFFECTIVE, dose(right))).toEqual(expected);
  });
});
