import { describe, expect, test } from '@jest/globals';
import { belongingIn, readsNobodys, readsOf, readsOne, residentIn, type Reads } from '#platform/access';
import { toldRead, type AnsweredRequest, type ToldRead } from './read-told.js';

const NOTHING: AnsweredRequest = { path: {}, query: {}, body: undefined, answer: undefined, noted: undefined };
const DOSES = readsOf('administration', residentIn('query'), belongingIn('query', 'prescriptionId'));

function read(resource: string, resourceId: string, residentId: string): ToldRead {
  return { resource, resourceId, residentId };
}

describe('of a request that was answered, the trail tells', () => {
  test.each<[string, Reads, Partial<AnsweredRequest>, ToldRead | null]>([
    [
      'the resource that was answered, with its resident',
      readsOne('allergy'),
      { path: { id: 'elsewhere' }, answer: { id: 'a1', residentId: 'r1', substance: 'penicillin' } },
      read('allergy', 'a1', 'r1'),
    ],
    [
      'the resident whose list it is',
      readsOf('allergy', residentIn('path')),
      { path: { residentId: 'r1' }, answer: { items: [], nextCursor: null } },
      read('allergy', 'r1', 'r1'),
    ],
    [
      'the resident, by whatever name the path has',
      readsOf('resident', residentIn('path', 'id')),
      { path: { id: 'r1' } },
      read('resident', 'r1', 'r1'),
    ],
    [
      'the resident to whom a list is narrowed',
      readsOf('medication-round', residentIn('query')),
      { query: { residentId: 'r1', from: '2026-11-24' } },
      read('medication-round', 'r1', 'r1'),
    ],
    [
      'nothing of a list of many',
      readsOf('medication-round', residentIn('query')),
      { query: { unit: 'Garden' } },
      null,
    ],
    [
      'the resident whom a body names',
      readsOf('prescription', residentIn('body')),
      { body: { residentId: 'r1' } },
      read('prescription', 'r1', 'r1'),
    ],
    [
      'what belongs to the resident that the use case has named',
      readsOf('prescription', belongingIn('path', 'id')),
      { path: { id: 'p1' }, noted: 'r1' },
      read('prescription', 'p1', 'r1'),
    ],
    [
      'first the resident',
      DOSES,
      { query: { residentId: 'r1', prescriptionId: 'p1' }, noted: 'r2' },
      read('administration', 'r1', 'r1'),
    ],
    [
      'then what belongs to one',
      DOSES,
      { query: { prescriptionId: 'p1' }, noted: 'r1' },
      read('administration', 'p1', 'r1'),
    ],
    ['nothing of what is nobody’s after all', DOSES, { query: { prescriptionId: 'p9' }, noted: null }, null],
    [
      'nothing of the home itself',
      readsNobodys(),
      { path: { id: 'room' }, answer: { id: 'room', residentId: 'r1' } },
      null,
    ],
  ])('%s', (_, reads, request, told) => {
    expect(toldRead(reads, { ...NOTHING, ...request })).toEqual(told);
  });

  test.each<[string, Reads, Partial<AnsweredRequest>]>([
    ['an answer that names no resident', readsOne('allergy'), { answer: { id: 'a1' } }],
    ['an answer without an id', readsOne('allergy'), { answer: { residentId: 'r1' } }],
    ['no answer', readsOne('allergy'), {}],
    [
      'a use case that does not say whose it is',
      readsOf('prescription', belongingIn('path', 'id')),
      { path: { id: 'p1' } },
    ],
  ])('nothing, and it is not answered: %s', (_, reads, request) => {
    expect(() => toldRead(reads, { ...NOTHING, ...request })).toThrow(
      /nothing says whose (allergy|prescription) was read/,
    );
  });
});
