import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Client } from '../../support/client.js';
import { loadContract, type Operation } from '../../support/contract.js';
import { Home, type Role } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { permissionsOfTheContract, ROLES } from '../../support/role-table.js';

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly permission: string;
}

const ALLOWED = permissionsOfTheContract();
let home: Home;
let routes: readonly Route[];

beforeAll(async () => {
  home = await Home.start();
  await Promise.all(ROLES.map((role) => home.as(role as Role)));
  routes = routesOf((await loadContract(home.url)).document.paths);
}, 60_000);
afterAll(() => home.stop());

/** Every operation that needs credentials, at an address where there is nothing. */
function routesOf(paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>): Route[] {
  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const permission = operation['x-permission'];
      if (typeof permission !== 'string') return [];
      const path = template.replace(/\{\w+\}/g, '0199b1d0-7c00-7000-8000-00000000dead');
      return [{ method: method.toUpperCase() as Route['method'], path, permission }];
    }),
  );
}

/** A request that nothing can come of, whoever asks: the body is not one, the query is unknown. */
function ask(client: Client, { method, path }: Route): Promise<Answer> {
  return method === 'GET' || method === 'DELETE'
    ? client.send(method, `${path}?nonsense=1`)
    : client.send(method, path, { nonsense: true });
}

test('every route that is not open refuses whoever is not signed in, whatever they send', async () => {
  expect(routes.length).toBeGreaterThan(40);
  for (const route of routes) {
    expectProblem(await ask(home.visitor(), route), 401, 'unauthenticated');
  }
});

describe('every route', () => {
  test.each(ROLES)('lets %s do what the role table of the contract says, and refuses the rest', async (role) => {
    const client = await home.as(role as Role);
    const wrong: string[] = [];
    // Signing out takes whatever is sent, and would end the walk.
    for (const route of routes.filter(({ permission }) => permission !== 'self:write')) {
      const { status } = await ask(client, route);
      const may = ALLOWED[route.permission]?.includes(role) ?? false;
      const asExpected = may ? [400, 404, 415, 422].includes(status) : status === 403;
      if (!asExpected) wrong.push(`${route.method} ${route.path} (${route.permission}) gave ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});
