import { describe, expect, test } from '@jest/globals';
import { isSafeFromOthers, readSingleSignOnConfig } from './single-sign-on.config.js';

const OIDC_ISSUER = 'https://id.example/realms/home';
const OIDC_AUDIENCE = 'https://home.example';

function problem(environment: Record<string, string>): string {
  try {
    return JSON.stringify(readSingleSignOnConfig(environment) ?? 'none');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('single sign-on', () => {
  test('is off unless it is asked for', () => {
    expect(readSingleSignOnConfig({})).toBeUndefined();
    expect(readSingleSignOnConfig({ OIDC_ISSUER: '', OIDC_ROLES_CLAIM: 'groups' })).toBeUndefined();
  });

  test('needs an issuer and an audience, and has a value for the rest', () => {
    expect(readSingleSignOnConfig({ OIDC_ISSUER, OIDC_AUDIENCE })).toEqual({
      issuer: OIDC_ISSUER,
      audience: OIDC_AUDIENCE,
      rolesClaim: 'roles',
      roleMap: undefined,
      keysSeconds: 600,
    });
    expect(problem({ OIDC_ISSUER })).toBe('OIDC_AUDIENCE: is needed with OIDC_ISSUER');
    expect(problem({ OIDC_AUDIENCE })).toBe('OIDC_ISSUER: is needed with OIDC_AUDIENCE');
  });

  test('maps values to roles', () => {
    const map = 'ward-nurse=nurse, matron=manager,matron=nurse,CN=IT staff=admin';
    expect(readSingleSignOnConfig({ OIDC_ISSUER, OIDC_AUDIENCE, OIDC_ROLE_MAP: map })?.roleMap).toEqual([
      { value: 'ward-nurse', role: 'nurse' },
      { value: 'matron', role: 'manager' },
      { value: 'matron', role: 'nurse' },
      { value: 'CN=IT staff', role: 'admin' },
    ]);
  });

  test.each([
    ['OIDC_ISSUER', 'http://id.example'],
    ['OIDC_ISSUER', 'id.example'],
    ['OIDC_ISSUER', 'https://id.example?tenant=1'],
    ['OIDC_ISSUER', 'https://me:secret@id.example'],
    ['OIDC_ROLE_MAP', 'nurse'],
    ['OIDC_ROLE_MAP', 'ward-nurse=nurse,,it=admin'],
    ['OIDC_ROLE_MAP', '=nurse'],
    ['OIDC_KEYS_SECONDS', '0'],
  ])('stops the start with %s=%s', (name, value) => {
    expect(problem({ OIDC_ISSUER, OIDC_AUDIENCE, [name]: value })).toMatch(new RegExp(`^${name}: must be .*, not `));
  });
});

test.each([
  ['https://id.example', true],
  ['https://127.0.0.1', true],
  ['http://127.0.0.1:8080/x', true],
  ['http://127.8.9.10', true],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['http://id.example', false],
  ['http://127.0.0.1.example', false],
  ['http://localhost.example', false],
  ['http://127.0.0.1@id.example', false],
  ['http://10.0.0.1', false],
  ['ftp://localhost', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('whether nobody on the way can change what is read from %s: %s', (address, safe) => {
  expect(isSafeFromOthers(address)).toBe(safe);
});
