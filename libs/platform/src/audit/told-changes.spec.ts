import { describe, expect, test } from '@jest/globals';
import type { Row, RowChange, Tracking } from '#platform/database';
import { NOT_TOLD, toldChanges, type ToldChange } from './told-changes.js';

const RESIDENT: Tracking = { resource: 'resident', resident: 'id', derived: ['sortName'] };
const IDENTIFIER: Tracking = {
  resource: 'resident',
  resident: 'residentId',
  partOf: { id: 'residentId', as: 'identifiers' },
};
const ALLERGY: Tracking = { resource: 'allergy', resident: 'residentId' };
const USER: Tracking = { resource: 'user', secret: ['passwordHash', 'pinHash'] };
const PRESCRIPTION: Tracking = {
  resource: 'prescription',
  resident: 'residentId',
  show: { schedule: (schedule) => ({ shown: schedule }) },
};
const REVISION: Tracking = { resource: 'prescription', partOf: { id: 'prescriptionId', as: 'revisions' } };

const CARMEN: Row = {
  id: 'carmen',
  version: 1,
  createdAt: 'monday',
  updatedAt: 'monday',
  givenName: 'Carmen',
  notes: null,
  sortName: 'carmen',
};

function inserted(tracking: Tracking, after: Row): RowChange {
  return { tracking, before: undefined, after };
}

function changed(tracking: Tracking, before: Row, change: Row): RowChange {
  return { tracking, before, after: { ...before, ...change } };
}

function removed(tracking: Tracking, before: Row): RowChange {
  return { tracking, before, after: undefined };
}

function told(...changes: RowChange[]): Partial<ToldChange>[] {
  return toldChanges(changes);
}

describe('one change', () => {
  test('a new resident is told with the fields that have a value', () => {
    expect(told(inserted(RESIDENT, CARMEN))).toEqual([
      {
        action: 'create',
        resource: 'resident',
        resourceId: 'carmen',
        residentId: 'carmen',
        before: null,
        after: { version: 1, givenName: 'Carmen' },
      },
    ]);
  });

  test('a correction is told with the fields that differ, also where one had or has no value', () => {
    const change = changed(RESIDENT, CARMEN, { notes: 'likes tea', sortName: 'x', version: 2, updatedAt: 'tuesday' });
    expect(told(change)).toMatchObject([
      { action: 'update', before: { version: 1, notes: null }, after: { version: 2, notes: 'likes tea' } },
    ]);
    expect(told(changed(RESIDENT, { ...CARMEN, notes: 'likes tea' }, { notes: null }))).toMatchObject([
      { before: { notes: 'likes tea' }, after: { notes: null } },
    ]);
  });

  test('what is removed is told as it was', () => {
    const allergy = { id: 'a', residentId: 'carmen', substance: 'penicillin', reaction: null };
    expect(told(removed(ALLERGY, allergy))).toEqual([
      {
        action: 'delete',
        resource: 'allergy',
        resourceId: 'a',
        residentId: 'carmen',
        before: { residentId: 'carmen', substance: 'penicillin' },
        after: null,
      },
    ]);
  });

  test('that changes nothing is not told', () => {
    expect(told(changed(RESIDENT, CARMEN, { updatedAt: 'tuesday', sortName: 'other' }))).toEqual([]);
  });

  test('of a list or an object counts by what it says, not by its order of fields', () => {
    const user = { id: 'u', roles: ['nurse'], settings: { a: 1, b: 2 } };
    const change = changed(USER, user, { roles: ['nurse', 'carer'], settings: { b: 2, a: 1 } });
    expect(told(change)).toMatchObject([{ before: { roles: ['nurse'] }, after: { roles: ['nurse', 'carer'] } }]);
    expect(told(changed(USER, user, { settings: { b: 2, a: 1 } }))).toEqual([]);
  });

  test('reads as the resource shows it', () => {
    expect(told(inserted(PRESCRIPTION, { id: 'p', schedule: 'daily' }))).toMatchObject([
      { after: { schedule: { shown: 'daily' } } },
    ]);
  });
});

describe('secrets', () => {
  const user = { id: 'u', username: 'n.ruiz', passwordHash: 'old', pinHash: null };

  test.each<[string, RowChange, object]>([
    ['of someone new', inserted(USER, user), { before: null, after: { username: 'n.ruiz', passwordHash: NOT_TOLD } }],
    [
      'that are changed',
      changed(USER, user, { passwordHash: 'new', pinHash: 'pin' }),
      { before: { passwordHash: NOT_TOLD, pinHash: NOT_TOLD }, after: { passwordHash: NOT_TOLD, pinHash: NOT_TOLD } },
    ],
    [
      'that stay',
      changed(USER, user, { username: 'n.r' }),
      { before: { username: 'n.ruiz' }, after: { username: 'n.r' } },
    ],
  ])('%s are named, never told', (_, change, expected) => {
    expect(told(change)).toMatchObject([expected]);
    expect(JSON.stringify(told(change))).not.toMatch(/"(old|new|pin)"/);
  });
});

describe('several changes in one unit of work', () => {
  test('parts stand under their resource, and one entry tells of both', () => {
    const identifier = { id: 'i', residentId: 'carmen', system: 'dni', value: '1' };
    const changes = [
      changed(RESIDENT, CARMEN, { version: 2 }),
      removed(IDENTIFIER, identifier),
      inserted(IDENTIFIER, { ...identifier, id: 'j', value: '2' }),
    ];
    expect(told(...changes)).toEqual([
      {
        action: 'update',
        resource: 'resident',
        resourceId: 'carmen',
        residentId: 'carmen',
        before: { version: 1, identifiers: [{ id: 'i', system: 'dni', value: '1' }] },
        after: { version: 2, identifiers: [{ id: 'j', system: 'dni', value: '2' }] },
      },
    ]);
  });

  test('a part that names no resident takes that of its resource', () => {
    const prescription = { id: 'p', residentId: 'carmen', version: 1 };
    const revision = inserted(REVISION, { id: 'r', prescriptionId: 'p', dose: 2 });
    expect(told(revision, changed(PRESCRIPTION, prescription, { version: 2 }))).toMatchObject([
      {
        action: 'update',
        resourceId: 'p',
        residentId: 'carmen',
        after: { version: 2, revisions: [{ id: 'r', dose: 2 }] },
      },
    ]);
  });

  test('of one resource are told as one, from the first state to the last', () => {
    const once = changed(RESIDENT, CARMEN, { version: 2, givenName: 'Carme' });
    const twice = changed(RESIDENT, once.after ?? {}, { version: 3, notes: 'likes tea' });
    expect(told(once, twice)).toMatchObject([
      {
        before: { version: 1, givenName: 'Carmen', notes: null },
        after: { version: 3, givenName: 'Carme', notes: 'likes tea' },
      },
    ]);
    expect(told(inserted(RESIDENT, CARMEN), once)).toMatchObject([
      { action: 'create', before: null, after: { version: 2, givenName: 'Carme' } },
    ]);
    expect(told(once, removed(RESIDENT, once.after ?? {}))).toMatchObject([{ action: 'delete', after: null }]);
    expect(told(inserted(RESIDENT, CARMEN), removed(RESIDENT, CARMEN))).toEqual([]);
  });

  test('of several resources are told in the order in which they came', () => {
    const luis = { ...CARMEN, id: 'luis' };
    const allergy = { id: 'a', residentId: 'luis', substance: 'nuts' };
    const changes = [inserted(RESIDENT, luis), inserted(ALLERGY, allergy), inserted(RESIDENT, CARMEN)];
    expect(told(...changes).map(({ resourceId }) => resourceId)).toEqual(['luis', 'a', 'carmen']);
  });
});
