import { expect, test } from '@jest/globals';
import { addMinutes, parseInstant } from '#platform/time';
import type { Prescription } from '../domain/prescription.js';
import { KnownPrescriptions, type PrescriptionState } from './known-prescriptions.repository.js';

const MORNING = parseInstant('2026-03-01T08:00:00Z');

function prescription(id: string, version: number, updatedAt = addMinutes(MORNING, version)): Prescription {
  return {
    ...{ id, version, updatedAt, createdAt: MORNING, residentId: 'r', medicationId: 'm' },
    ...{ revisions: [], statusHistory: [], acknowledged: [], departure: null },
  };
}

/** A database of prescriptions, and which of them were read. */
class Stored {
  readonly read: string[] = [];
  private readonly known = new KnownPrescriptions();

  constructor(public now: readonly Prescription[]) {}

  /** @param whileRead what happens between what is read of a record and the look at the states. */
  ask(whileRead: () => void = () => undefined): Promise<readonly Prescription[]> {
    const states: readonly PrescriptionState[] = this.now;
    return this.known.at(
      states,
      (ids) => {
        this.read.push(...ids);
        const found = this.now.filter(({ id }) => ids.includes(id));
        whileRead();
        return Promise.resolve(found);
      },
      (ids) => Promise.resolve(this.now.filter(({ id }) => ids.includes(id))),
    );
  }
}

test('prescriptions that have not changed are read once, and come in the order that is asked for', async () => {
  const stored = new Stored([prescription('a', 1), prescription('b', 1)]);
  await stored.ask();
  stored.now = [prescription('c', 1), prescription('b', 1), prescription('a', 1)];
  expect(await stored.ask()).toEqual(stored.now);
  expect(stored.read).toEqual(['a', 'b', 'c']);
});

test('one that has changed is read again', async () => {
  const stored = new Stored([prescription('a', 1)]);
  await stored.ask();
  stored.now = [prescription('a', 2)];
  expect(await stored.ask()).toEqual(stored.now);
  expect(stored.read).toEqual(['a', 'a']);
});

test('one of another moment is another, whatever its number', async () => {
  const stored = new Stored([prescription('a', 2)]);
  await stored.ask();
  stored.now = [prescription('a', 2, addMinutes(MORNING, 60))];
  expect(await stored.ask()).toEqual(stored.now);
});

test('one that changes while it is read is not kept', async () => {
  const stored = new Stored([prescription('a', 1)]);
  await stored.ask(() => (stored.now = [prescription('a', 2)]));
  stored.now = [prescription('a', 1)];
  await stored.ask();
  expect(stored.read).toEqual(['a', 'a']);
});

test('one that is gone is left out', async () => {
  const stored = new Stored([prescription('a', 1)]);
  expect(await stored.ask(() => (stored.now = []))).toEqual([prescription('a', 1)]);
  expect(await stored.ask()).toEqual([]);
});
