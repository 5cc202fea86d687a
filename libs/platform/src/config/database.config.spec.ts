import { expect, test } from '@jest/globals';
import { readDatabaseConfig } from './database.config.js';

const PRIMARY = 'postgres://home@one/residencia';

test('replicas are addresses of PostgreSQL, separated by commas', () => {
  const urls = 'postgres://home@two/residencia, postgresql://home@three/residencia';
  expect(readDatabaseConfig({ DATABASE_URL: PRIMARY, DATABASE_REPLICA_URLS: urls })).toMatchObject({
    replicaUrls: ['postgres://home@two/residencia', 'postgresql://home@three/residencia'],
    replicaLag: 10,
  });
  expect(readDatabaseConfig({ DATABASE_URL: PRIMARY }).replicaUrls).toBeUndefined();
});

test.each(['sqlite:copy.db', 'postgres://two,', 'two:5432'])('%s is refused, and not repeated', (urls) => {
  const read = (): unknown => readDatabaseConfig({ DATABASE_URL: PRIMARY, DATABASE_REPLICA_URLS: urls });
  expect(read).toThrow(/^DATABASE_REPLICA_URLS: must be postgres:.*commas$|must be postgres/);
  expect(read).not.toThrow(urls);
});

test('a SQLite file has no replicas', () => {
  expect(() => readDatabaseConfig({ DATABASE_REPLICA_URLS: PRIMARY })).toThrow(/needs a DATABASE_URL of PostgreSQL/);
});
