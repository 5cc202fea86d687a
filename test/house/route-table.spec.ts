import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { OpenApi } from '../support/contract.js';
import { ROOT } from '../support/root.js';
import { disagreements, ROUTE_TABLE, routesOf, verdictOf, type Right } from '../support/route-table.js';

const routes = routesOf(JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as OpenApi);

/** The table without a row. */
function without(name: string): Record<string, Right> {
  return Object.fromEntries(Object.entries(ROUTE_TABLE).filter(([route]) => route !== name));
}

describe('the table of the routes', () => {
  test('is of one mind with the committed document', () => {
    expect(routes.length).toBeGreaterThan(70);
    expect(disagreements(routes, ROUTE_TABLE)).toEqual([]);
  });

  test('misses a route that was added without a row, at a new address or an old one', () => {
    const operation = routesOf({ paths: { '/api/v1/canaries': { get: { operationId: 'sing', responses: {} } } } });
    expect(disagreements([...routes, ...operation], ROUTE_TABLE)).toEqual(['GET /canaries is served but has no row']);
    expect(disagreements(routes, without('PATCH /users/{id}'))).toEqual(['PATCH /users/{id} is served but has no row']);
  });

  test('misses a route that is gone', () => {
    const left = routes.filter(({ name }) => name !== 'GET /api-keys');
    expect(disagreements(left, ROUTE_TABLE)).toEqual(['GET /api-keys has a row but is not served']);
  });

  test.each<[string, Right, string]>([
    ['GET /users', 'residents:read', 'GET /users asks for users:read, its row says residents:read'],
    ['POST /users', 'users:read', 'POST /users asks for users:write, its row says users:read'],
    ['POST /users', 'open', 'POST /users asks for users:write, its row says open'],
    ['POST /users', 'self', 'POST /users asks for users:write, its row says self:write'],
    ['GET /auth/me', 'open', 'GET /auth/me asks for self:write, its row says open'],
    ['POST /auth/token', 'self', 'POST /auth/token asks for open, its row says self:write'],
  ])('notices when the row of %s says %s', (name, right, complaint) => {
    expect(disagreements(routes, { ...ROUTE_TABLE, [name]: right })).toEqual([complaint]);
  });

  test('takes no right that the contract does not have', () => {
    const table = { ...ROUTE_TABLE, 'GET /users': 'users:peek' } as const;
    expect(disagreements(routes, table)).toContain('GET /users: the contract has no users:peek');
  });

  test('does not take a route of which the document says nothing for an open one', () => {
    const name = 'POST /auth/token';
    const silent = routesOf({ paths: { '/api/v1/auth/token': { post: { operationId: 'sign', responses: {} } } } });
    expect(disagreements([...routes.filter((route) => route.name !== name), ...silent], ROUTE_TABLE)).toEqual([
      `${name} asks for nothing that can be read, its row says open`,
    ]);
  });
});

describe('by the table', () => {
  test.each<[Right, string, 'none' | 'person' | 'program', string]>([
    ['open', 'carer', 'none', 'answered'],
    ['self', 'carer', 'none', '401 unauthenticated'],
    ['self', 'carer', 'program', 'answered'],
    ['self, people only', 'carer', 'person', 'answered'],
    ['self, people only', 'carer', 'program', '403 not-a-person'],
    ['users:read', 'manager', 'none', '401 unauthenticated'],
    ['users:read', 'manager', 'person', 'answered'],
    ['users:write', 'manager', 'person', '403 forbidden'],
    ['users:write', 'admin', 'program', 'answered'],
    ['conditions:read', 'coordinator', 'person', '403 forbidden'],
    ['allergies:read', 'coordinator', 'person', 'answered'],
    ['users:peek', 'admin', 'person', '403 forbidden'],
  ])('%s, for a %s (%s), means %s', (right, role, standing, verdict) => {
    expect(verdictOf(right, role, standing)).toBe(verdict);
  });
});
