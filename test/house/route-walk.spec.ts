import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Post, type Type } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  Open,
  OPEN,
  PERMISSIONS,
  refuseUnnamedRoutes,
  Requires,
  ROLES,
  walkRoutes,
  type DeclaredRoute,
} from '#platform/access';
import { permissionsOfTheContract, ROLES as ROLES_OF_THE_CONTRACT } from '../support/role-table.js';
import { openApplication } from './the-application.js';

let app: NestFastifyApplication;
let close: () => Promise<void>;
let routes: readonly DeclaredRoute[];

beforeAll(async () => {
  ({ app, close } = await openApplication());
  routes = walkRoutes(app.get(ModulesContainer), app.get(Reflector));
}, 60_000);
afterAll(() => close());

/** The rows of the contract's table that no route of this version is about. */
const NOT_YET = /^(stock:read$|alerts:)/;

describe('the routes of the application', () => {
  test('all name a permission', () => {
    expect(refusal(routes)).toBe('');
    expect(routes.length).toBeGreaterThan(40);
  });

  test('need credentials, but for signing in and what a monitor asks', () => {
    const open = routes.filter(({ permission }) => permission === OPEN);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'POST /auth/token',
    ]);
  });

  test('let those read who may only read, and no others', () => {
    const wrong = routes.filter(
      ({ method, permission }) =>
        permission !== OPEN && (method === 'GET') !== (permission?.endsWith(':read') ?? false),
    );
    expect(wrong.map(({ method, path, permission }) => `${method} ${path} ${permission ?? ''}`)).toEqual([
      'GET /auth/me self:write',
    ]);
  });

  test('are walked one by one as the router has them', () => {
    const fastify = app.getHttpAdapter().getInstance();
    const missing = routes.filter(({ method, path }) => {
      const outside = /^\/(health|metrics)/.test(path);
      return !fastify.hasRoute({ method, url: outside ? path : `/api/v1${path}` });
    });
    expect(missing).toEqual([]);
  });
});

describe('the permissions', () => {
  test('are those of the contract, role by role', () => {
    expect(ROLES).toEqual(ROLES_OF_THE_CONTRACT);
    const contract = Object.entries(permissionsOfTheContract()).filter(([permission]) => !NOT_YET.test(permission));
    expect(PERMISSIONS).toEqual(Object.fromEntries(contract));
  });
});

describe('a route without a permission', () => {
  @Controller('canaries')
  class Named {
    @Get()
    @Requires('residents:read')
    list(): void {}

    @Post('sing')
    @Open()
    sing(): void {}
  }

  class Base {
    @Get('old')
    old(): void {}
  }

  @Controller('canaries/:id')
  class Unnamed {
    @Get()
    @Requires('residents:read')
    get(): void {}

    @Post('release')
    release(): void {}
  }

  @Controller(['finches', 'linnets'])
  class Inheriting extends Base {}

  test.each<[string, Type[], string[], number]>([
    ['is not there', [Named], [], 2],
    ['is refused by name, wherever it stands', [Named, Unnamed], ['POST /canaries/:id/release'], 4],
    ['is refused when it is inherited, at each address', [Inheriting], ['GET /finches/old', 'GET /linnets/old'], 2],
  ])('%s', async (_, controllers, refused, all) => {
    const module = await Test.createTestingModule({ controllers }).compile();
    const walked = walkRoutes(module.get(ModulesContainer), module.get(Reflector));
    expect(walked).toHaveLength(all);
    expect(refusal(walked)).toBe(refused.length === 0 ? '' : `routes without a permission: ${refused.join(', ')}`);
  });
});

/** Why the application would not start with these routes; empty when it would. */
function refusal(walked: readonly DeclaredRoute[]): string {
  try {
    refuseUnnamedRoutes(walked);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
