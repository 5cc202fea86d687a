import { ConfigurationError, integer, optional, parsed, readSettings, text, type Environment } from './settings.js';

/** Whose OpenID Connect tokens are accepted beside the home's own, and which roles they give. */
export interface SingleSignOnConfig {
  /** The issuer's identifier, to the letter. */
  readonly issuer: string;
  /** What a token must be for: `aud` names it. */
  readonly audience: string;
  /** The claim that holds a person's roles, or groups: its name, or the names that lead to it. */
  readonly rolesClaim: string;
  /** Which role each value of that claim gives; undefined: a value that is the name of a role. */
  readonly roleMap: readonly RoleMapping[] | undefined;
  /** How long the issuer's keys are kept, in seconds. */
  readonly keysSeconds: number;
}

export interface RoleMapping {
  readonly value: string;
  readonly role: string;
}

export const singleSignOnSettings = {
  issuer: optional(
    parsed('OIDC_ISSUER', issuerUrl, {
      help: 'OpenID Connect issuer whose tokens are accepted too, to the letter; `https`, or a loopback address',
    }),
  ),
  audience: optional(
    text('OIDC_AUDIENCE', { help: 'audience that such a token must be for; needed with `OIDC_ISSUER`' }),
  ),
  rolesClaim: text('OIDC_ROLES_CLAIM', {
    default: 'roles',
    help: "claim with a person's roles or groups; a path such as `realm_access.roles` leads into objects",
  }),
  roleMap: optional(
    parsed('OIDC_ROLE_MAP', roleMap, {
      help: 'roles that its values give, such as `ward-nurse=nurse,it=admin`; by default those of the same name',
    }),
  ),
  keysSeconds: integer('OIDC_KEYS_SECONDS', {
    default: '600',
    min: 1,
    max: 86_400,
    help: "seconds that the issuer's keys are kept; a key that it withdraws is refused after them at the latest",
  }),
};

/**
 * @returns undefined when there is no single sign-on.
 * @throws ConfigurationError
 */
export function readSingleSignOnConfig(environment: Environment): SingleSignOnConfig | undefined {
  const { issuer, audience, ...rest } = readSettings(singleSignOnSettings, environment);
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined) throw new ConfigurationError('OIDC_ISSUER', 'is needed with OIDC_AUDIENCE');
  if (audience === undefined) throw new ConfigurationError('OIDC_AUDIENCE', 'is needed with OIDC_ISSUER');
  return { issuer, audience, ...rest };
}

/** Whether what is read from an address can't be changed on the way: it is `https`, or never leaves the machine. */
export function isSafeFromOthers(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  if (username !== '') return false;
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

function issuerUrl(address: string): string {
  if (isSafeFromOthers(address) && !/[?#]/.test(address)) return address;
  throw new RangeError('must be an https address (http only on a loopback address) without query or fragment');
}

/** A value may hold `=`, as the name of a directory's group does; the role follows the last one. */
function roleMap(pairs: string): RoleMapping[] {
  return pairs.split(',').map((pair) => {
    const match = /^(.+)=([a-z]+)$/.exec(pair.trim());
    if (match === null) throw new RangeError('must be a list such as ward-nurse=nurse,it=admin');
    const [, value = '', role = ''] = match;
    return { value, role };
  });
}
