import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from '#platform/time';
import { ROLES, type Role } from '../permissions.js';
import { personOf, roleRule, rolesOf, usernamesFor, type Claims, type RoleRule } from './claims.js';

const NOW = parseInstant('2026-11-24T08:00:00Z');
const PLAIN: RoleRule = { claim: 'roles', map: undefined };
const MAPPED = roleRule({
  rolesClaim: 'groups',
  roleMap: [
    { value: 'ward-nurse', role: 'nurse' },
    { value: 'matron', role: 'manager' },
    { value: 'matron', role: 'nurse' },
    { value: 'CN=IT', role: 'admin' },
  ],
});
const person = (claims: Claims): ReturnType<typeof personOf> =>
  personOf({ sub: 's-1', iat: 1_795_000_000, ...claims }, PLAIN, NOW);

describe('the roles of a token', () => {
  test.each<[string, Claims, string, Role[]]>([
    ['are the names of roles in the claim', { roles: ['nurse', 'carer'] }, 'roles', ['nurse', 'carer']],
    ['are each taken once', { roles: ['nurse', 'nurse'] }, 'roles', ['nurse']],
    ['may be one, as a text', { roles: 'nurse' }, 'roles', ['nurse']],
    ['are no words of a text', { roles: 'nurse admin' }, 'roles', []],
    ['leave out what is none', { roles: ['offline_access', 'nurse', 'Nurse', 7, null, ['admin']] }, 'roles', ['nurse']],
    ['are none without the claim', {}, 'roles', []],
    ['are none in an object', { roles: { admin: true } }, 'roles', []],
    ['are found along a path', { realm_access: { roles: ['carer'] } }, 'realm_access.roles', ['carer']],
    [
      'are found under a name with dots',
      { 'https://h.example/roles': ['carer'] },
      'https://h.example/roles',
      ['carer'],
    ],
    ['are none where the path ends early', { realm_access: 'roles' }, 'realm_access.roles', []],
    ['are none of the language', {}, 'constructor.name', []],
    ['are none of a list', { roles: ['admin'] }, 'roles.length', []],
  ])('%s', (_, claims, claim, roles) => {
    expect(rolesOf(claims, { claim, map: undefined })).toEqual(roles);
  });

  test.each<[string, unknown, Role[]]>([
    ['what the map gives', ['ward-nurse'], ['nurse']],
    ['all that it gives, each once', ['ward-nurse', 'matron'], ['manager', 'nurse']],
    ['what it gives to a directory name', ['CN=IT'], ['admin']],
    ['nothing for the name of a role that it does not name', ['admin', 'nurse'], []],
    ['nothing for what an object is born with', ['constructor', '__proto__', 'toString'], []],
  ])('are, with a map, %s', (_, groups, roles) => {
    expect(rolesOf({ groups }, MAPPED)).toEqual(roles);
  });

  test('are not given by a map that names one of nobody', () => {
    const roleMap = [{ value: 'it', role: 'owner' }];
    expect(() => roleRule({ rolesClaim: 'groups', roleMap })).toThrow('OIDC_ROLE_MAP: there is no role "owner"');
  });

  test('are always ours, whatever an issuer says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('roles', 'groups', 'a'), fc.jsonValue()), (claims) => {
        for (const rule of [PLAIN, MAPPED, { claim: 'a.roles.0', map: undefined }]) {
          const roles = rolesOf(claims, rule);
          expect(ROLES.filter((role) => roles.includes(role))).toEqual(roles);
        }
      }),
    );
  });
});

describe('who a token is about', () => {
  test('is known by the subject, and called by the names that it gives', () => {
    const claims = { preferred_username: 'n.ruiz', name: 'Nuria Ruiz', email: 'nuria@h.example', roles: ['nurse'] };
    expect(person(claims)).toEqual({
      subject: 's-1',
      username: 'n.ruiz',
      displayName: 'Nuria Ruiz',
      roles: ['nurse'],
      toldAt: '2026-11-18T11:06:40.000Z',
    });
  });

  test.each<[Claims, string]>([
    [{ preferred_username: 'n.ruiz', email: 'x@h.example' }, 'n.ruiz'],
    [{ email: 'Nuria@H.Example' }, 'nuria@h.example'],
    [{}, 's-1'],
    [{ preferred_username: '', email: '  ' }, 's-1'],
    [{ preferred_username: 7, email: { a: 1 } }, 's-1'],
    [{ preferred_username: 'ADMIN' }, 'admin'],
    [{ preferred_username: 'José Núñez' }, 'jose-nunez'],
    [{ preferred_username: 'home\\n.ruiz' }, 'home-n.ruiz'],
    [{ preferred_username: 'аdmin' }, 'dmin'],
    [{ preferred_username: '护士', sub: '护士' }, 'someone'],
    [{ sub: 'auth0|65f0' }, 'auth0-65f0'],
    [{ preferred_username: 'x'.repeat(200) }, 'x'.repeat(100)],
  ])('would like to be called, by %j, %j', (claims, username) => {
    expect(person(claims)?.username).toBe(username);
  });

  test.each<[unknown, string | undefined]>([
    ['Nuria  Ruiz\n', 'Nuria Ruiz'],
    ['María José Ñ.', 'María José Ñ.'],
    ['\u202egnimoc', 'gnimoc'],
    [' \u200b ', undefined],
    [7, undefined],
    ['x'.repeat(300), 'x'.repeat(200)],
    [`${'x'.repeat(199)}😀`, 'x'.repeat(199)],
    ['half \ud83d', 'half'],
  ])('is shown, by the name %j, as %j', (name, displayName) => {
    expect(person({ name })?.displayName).toBe(displayName);
  });

  test.each<[string, Claims]>([
    ['no subject', { sub: undefined }],
    ['an empty one', { sub: '' }],
    ['one that is no text', { sub: 7 }],
    ['one that is too long', { sub: 'x'.repeat(256) }],
    ['one that a database can not hold', { sub: 'a\0b' }],
    ['one that is half a character', { sub: '\ud83d' }],
    ['no time of issue', { iat: undefined }],
    ['one before time', { iat: -1 }],
    ['one after it', { iat: 1e300 }],
    ['one that is no number', { iat: '1795000000' }],
  ])('is nobody with %s', (_, claims) => {
    expect(person(claims)).toBeUndefined();
  });

  test('was told at the latest now, so that no clock of theirs silences the next token', () => {
    expect(person({ iat: 1_900_000_000 })?.toldAt).toBe(NOW);
  });
});

describe('the names under which someone may be entered', () => {
  const names = (username: string, subject = 's-1', issuer = 'https://i.example'): string[] =>
    usernamesFor({ username, subject }, issuer);

  test('are their own, and then with a mark that is theirs alone', () => {
    const [own, marked = '', longer = ''] = names('n.ruiz');
    expect(own).toBe('n.ruiz');
    expect(marked).toMatch(/^n\.ruiz\.[0-9a-f]{8}$/);
    expect(longer.startsWith(marked)).toBe(true);
    expect(names('n.ruiz')).toEqual([own, marked, longer]);
    expect(names('n.ruiz', 's-2')[1]).not.toBe(marked);
    expect(names('n.ruiz', 's-1', 'https://j.example')[1]).not.toBe(marked);
  });

  test.each(['cli', 'system'])('are never that of nobody: %s', (username) => {
    expect(names(username).every((name) => /^(cli|system)\.[0-9a-f]+$/.test(name))).toBe(true);
  });

  test('are names that a user may have', () => {
    for (const name of names('x'.repeat(100))) expect(name).toMatch(/^[\w.@-]{1,100}$/);
  });

  test('are those whatever a token calls them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const called = person({ preferred_username: name });
        for (const candidate of usernamesFor(called ?? { username: '', subject: '' }, 'https://i.example')) {
          expect(candidate).toMatch(/^[a-z0-9_.@-]{1,100}$/);
        }
      }),
    );
  });
});
