import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Post, type Type } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  Open,
  OPEN,
  PERMISSIONS,
  readsNobodys,
  readsOf,
  readsOne,
  refuseUnnamedRoutes,
  Requires,
  residentIn,
  ROLES,
  walkRoutes,
  type DeclaredRoute,
} from '#platform/access';
import { readableWith } from '#platform/database';
import { BESIDE_THE_TABLE, permissionsOfTheContract, ROLES as ROLES_OF_THE_CONTRACT } from '../support/role-table.js';
import { openApplication } from './the-application.js';

let app: NestFastifyApplication;
let close: () => Promise<void>;
let routes: readonly DeclaredRoute[];

beforeAll(async () => {
  ({ app, close } = await openApplication());
  routes = walkRoutes(app.get(ModulesContainer), app.get(Reflector));
}, 60_000);
afterAll(() => close());

/** What is read there is not the record of one resident. */
const NOBODYS = [
  'GET /activities',
  'GET /activities/:id',
  'GET /activities/:id/sessions/:startsAt/attendance',
  'GET /activities/calendar-links',
  'GET /activities/programme',
  'GET /activities/without-participation',
  'GET /alert-rules',
  'GET /alerts/stream',
  'GET /api-keys',
  'GET /api-keys/:id',
  'GET /assessment-instruments',
  'GET /assessment-instruments/:code',
  'GET /audit/checkpoint',
  'GET /audit/verify',
  'GET /auth/me',
  'GET /medications',
  'GET /medications/:id',
  'GET /observation-types',
  'GET /observation-types/:code',
  'GET /occupancy',
  'GET /reconciliations',
  'GET /residents',
  'GET /rooms',
  'GET /rooms/:id',
  'GET /stock/order-suggestion',
  'GET /users',
  'GET /users/:id',
];

describe('the routes of the application', () => {
  test('all name a permission', () => {
    expect(refusal(routes)).toBe('');
    expect(routes.length).toBeGreaterThan(40);
  });

  test('need credentials, but for signing in, what a secret address opens and what a monitor asks', () => {
    const open = routes.filter(({ permission }) => permission === OPEN);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /activities/calendar/:secret.ics',
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
    // To make a link to what one reads anyway is no right to write.
    expect(wrong.map(({ method, path, permission }) => `${method} ${path} ${permission ?? ''}`).sort()).toEqual([
      'GET /auth/me self:write',
      'POST /activities/calendar-links activities:read',
    ]);
  });

  test('read the record of a resident, but for those about the home, its people and many residents at once', () => {
    const nobodys = routes.filter(({ method, reads }) => method === 'GET' && reads?.from === 'nobody');
    expect(nobodys.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(NOBODYS);
  });

  test('tell what they read as the kind of resource that their permission is about', () => {
    const told = routes.flatMap(({ method, permission, reads }) =>
      method === 'GET' && reads !== undefined && reads.from !== 'nobody' ? [[reads.resource, permission] as const] : [],
    );
    const other = told.filter(([resource, permission]) => readableWith(resource) !== permission);
    expect(told.length).toBeGreaterThan(15);
    expect(new Map(other)).toEqual(
      new Map([
        // None is stored: they are made of prescriptions and what became of doses, of sessions and who took part, of
        // observations, of what the stock ledger adds up to, of what all domains know, of the trail.
        ['medication-round', 'administrations:read'],
        ['adherence', 'administrations:read'],
        ['participation', 'activities:read'],
        ['trend', 'observations:read'],
        ['chart', 'observations:read'],
        ['wellness-overview', 'observations:read'],
        ['medication-administration-record', 'administrations:read'],
        ['stock', 'stock:read'],
        ['controlled-register', 'stock:read'],
        ['timeline', 'residents:read'],
        ['resident-summary', 'residents:read'],
        ['audit-entry', 'audit:read'],
        // By its secret address, as the user who made that.
        ['activity-session', 'open'],
      ]),
    );
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
    expect(PERMISSIONS).toEqual({ ...permissionsOfTheContract(), ...BESIDE_THE_TABLE });
  });
});

describe('a route without a permission', () => {
  @Controller('canaries')
  class Named {
    @Get()
    @Requires('residents:read', readsNobodys())
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
    @Requires('residents:read', readsNobodys())
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

describe('a route that does not say whose record it reads', () => {
  @Controller('canaries')
  class Told {
    @Get()
    @Requires('residents:read', readsOf('canary', residentIn('query')))
    list(): void {}

    @Get(':id')
    @Requires('residents:read', readsOne('canary'))
    get(): void {}

    @Get('cages')
    @Requires('residents:read', readsNobodys())
    cages(): void {}

    @Get('weather')
    @Open()
    weather(): void {}

    @Post()
    @Requires('residents:write')
    catch(): void {}
  }

  @Controller('canaries/:id')
  class Untold {
    @Get('songs')
    @Requires('residents:write')
    songs(): void {}
  }

  @Controller('canaries/:id')
  class Misplaced {
    @Get('eggs')
    @Requires('residents:read', readsOf('egg', residentIn('path')))
    eggs(): void {}

    @Get('chicks')
    @Requires('residents:read', readsOf('chick'))
    chicks(): void {}
  }

  test.each<[string, Type, string[]]>([
    ['is not there', Told, []],
    ['is refused, whatever permission it names', Untold, ['GET /canaries/:id/songs']],
    [
      'is refused when it looks where nothing is said',
      Misplaced,
      ['GET /canaries/:id/eggs', 'GET /canaries/:id/chicks'],
    ],
  ])('%s', async (_, controller, refused) => {
    const module = await Test.createTestingModule({ controllers: [controller] }).compile();
    const why = refused.length === 0 ? '' : `routes that do not say whose record they read: ${refused.join(', ')}`;
    expect(refusal(walkRoutes(module.get(ModulesContainer), module.get(Reflector)))).toBe(why);
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
