import { expect, test } from '@jest/globals';
import { changesOf, type WithStatus } from './clinical-status.js';
import { IllegalTransitionError } from './resident.errors.js';

type Changes = Partial<WithStatus<string>> & { readonly reaction?: string };

const RESOLVED = { status: 'resolved', statusReason: 'a blister of the boots, no allergy' };

test.each<[string, Changes, Changes | undefined]>([
  ['a new status takes the reason of the old one away', { status: 'active' }, { status: 'active', statusReason: null }],
  ['a new status brings its own reason', { status: 'active', statusReason: 'again' }, undefined],
  ['the same status keeps its reason', { status: 'resolved', reaction: 'hives' }, undefined],
  ['another field leaves the reason alone', { reaction: 'hives' }, undefined],
  ['a reason may come later', { statusReason: 'tested' }, undefined],
])('%s', (_, changes, expected) => {
  expect(changesOf('allergy', RESOLVED, changes)).toEqual(expected ?? changes);
});

test.each<Changes>([{ status: 'active' }, { statusReason: 'another resident' }, { reaction: 'hives' }, {}])(
  'what was entered in error stays so: %j',
  (changes) => {
    const wrong = { status: 'entered-in-error', statusReason: 'another resident' };
    expect(() => changesOf('allergy', wrong, changes)).toThrow(IllegalTransitionError);
  },
);
