import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { OpenApi, Operation } from '../support/contract.js';
import { ROOT } from '../support/root.js';
import { routesOf } from '../support/route-table.js';
import { changesOne, versionComplaints } from '../support/version-table.js';

const routes = routesOf(JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as OpenApi);

/** The routes with one more, or one instead of that of the same name. */
function withRoute(method: string, path: string, operation: Partial<Operation>): ReturnType<typeof routesOf> {
  const operations = { [method]: { operationId: 'sing', responses: {}, ...operation } };
  const changed = routesOf({ paths: { [`/api/v1${path}`]: operations } });
  return [...routes.filter(({ name }) => name !== changed[0]?.name), ...changed];
}

const DONE = { responses: { 200: {} } };
const TAKES = { responses: { 200: {}, 412: {} }, parameters: [{ name: 'If-Match', in: 'header' }] };

describe('the tables about versions', () => {
  test('are of one mind with the committed document', () => {
    expect(routes.filter(changesOne).length).toBeGreaterThan(15);
    expect(versionComplaints(routes)).toEqual([]);
  });

  test.each([
    ['patch', '/canaries/{id}', DONE, 'PATCH /canaries/{id} changes one thing and takes no If-Match'],
    ['put', '/canaries/{id}', DONE, 'PUT /canaries/{id} changes one thing and takes no If-Match'],
    ['post', '/canaries/{id}/sing', DONE, 'POST /canaries/{id}/sing changes one thing and takes no If-Match'],
    ['patch', '/rooms/{id}', DONE, 'PATCH /rooms/{id} changes one thing and takes no If-Match'],
    ['post', '/canaries', TAKES, 'POST /canaries takes If-Match and changes no one thing'],
    ['post', '/canaries', DONE, 'POST /canaries takes no If-Match and has no row'],
    ['delete', '/canaries/{id}', { responses: { 204: {} } }, 'DELETE /canaries/{id} takes no If-Match and has no row'],
    ['get', '/canaries/{id}', DONE, 'GET /canaries/{id} is read alone and has neither a version nor a row'],
    [
      'get',
      '/auth/me',
      { responses: { 200: {}, 304: {} } },
      'GET /auth/me has a version, and a row that says it has none',
    ],
  ])('complain of a %s of %s that does not fit', (method, path, operation, complaint) => {
    expect(versionComplaints(withRoute(method, path, operation))).toEqual([complaint]);
  });

  test('complain of a row whose route is gone', () => {
    const left = routes.filter(({ name }) => name !== 'POST /auth/pin');
    expect(versionComplaints(left)).toEqual(['POST /auth/pin has a row but is not served']);
  });
});
