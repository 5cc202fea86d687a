import { expect, test } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { StorageFault, storageFault } from './storage-fault.js';

function thrownBy(code: string, message = 'as the driver says'): QueryFailedError {
  return new QueryFailedError('SELECT 1', [], Object.assign(new Error(message), { code }));
}

test.each([
  ['SQLITE_FULL', 'full', 'storage-full'],
  ['53100', 'full', 'storage-full'],
  ['SQLITE_BUSY', 'busy', 'unavailable'],
  ['SQLITE_BUSY_SNAPSHOT', 'busy', 'unavailable'],
  ['SQLITE_CORRUPT', 'damaged', 'unavailable'],
  ['SQLITE_CORRUPT_INDEX', 'damaged', 'unavailable'],
  ['SQLITE_NOTADB', 'damaged', 'unavailable'],
  ['XX001', 'damaged', 'unavailable'],
  ['SQLITE_IOERR_WRITE', 'unreachable', 'unavailable'],
  ['SQLITE_READONLY_DBMOVED', 'unreachable', 'unavailable'],
  ['SQLITE_CANTOPEN', 'unreachable', 'unavailable'],
  ['57P01', 'unreachable', 'unavailable'],
  ['53300', 'unreachable', 'unavailable'],
  ['08006', 'unreachable', 'unavailable'],
  ['25006', 'unreachable', 'unavailable'],
  ['25P03', 'unreachable', 'unavailable'],
  ['57014', 'slow', 'unavailable'],
  ['55000', 'unreachable', 'unavailable'],
])('%s means that the storage is %s, and is answered with 503 %s', (code, trouble, told) => {
  expect(storageFault(thrownBy(code))).toMatchObject({ kind: 'unavailable', code: told, trouble });
});

test.each(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'SQLITE_MISMATCH', '23505', '40001', '42P01'])(
  '%s is not the storage’s fault',
  (code) => {
    expect(storageFault(thrownBy(code))).toBeUndefined();
  },
);

test('a server that is gone is known from before there is a statement', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  expect(storageFault(refused)).toMatchObject({ trouble: 'unreachable' });
  expect(storageFault(new Error('Connection terminated unexpectedly'))).toMatchObject({ trouble: 'unreachable' });
  expect(storageFault(new Error('Query read timeout'))).toMatchObject({ trouble: 'unreachable' });
  for (const released of [new QueryRunnerAlreadyReleasedError(), new QueryRunnerProviderAlreadyReleasedError()])
    expect(storageFault(released)).toMatchObject({ trouble: 'unreachable' });
  expect(storageFault(new Error('something else'))).toBeUndefined();
});

test('what the caller is told names neither the file nor the statement', () => {
  const fault = storageFault(thrownBy('SQLITE_CANTOPEN', 'unable to open /srv/home.db'));
  expect(fault).toBeInstanceOf(StorageFault);
  expect(fault?.message).not.toMatch(/srv|SELECT/);
  expect(fault?.extensions).toEqual({ retryAfter: 5 });
});
