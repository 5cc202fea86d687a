import { ApiSchema } from '#platform/dto';
import { EnumArrayField, IdField, InstantField, StoredDto, TextField } from '#platform/http';
import type { Instant } from '#platform/time';
import { ROLES, type Role } from '../permissions.js';
import type { ApiKey } from './api-key.js';
import type { IssuedApiKey } from './api-keys.service.js';

@ApiSchema({ name: 'NewApiKey' })
export class NewApiKeyDto {
  @TextField({
    max: 80,
    pattern: /^\S(.*\S)?$/,
    form: 'one line without blanks at its ends',
    example: 'bed sensors',
    description: 'what the program is called; in the audit trail it is `api-key:<name>`',
  })
  name!: string;

  @EnumArrayField(ROLES, { min: 1, example: ['carer'] })
  roles!: readonly Role[];

  @InstantField({ example: '2027-11-24T08:00:00.000Z', description: 'in the future, at most two years ahead' })
  expiresAt!: Instant;
}

@ApiSchema({ name: 'ApiKey' })
export class ApiKeyDto extends StoredDto {
  @TextField({ max: 80, example: 'bed sensors' })
  name!: string;

  @TextField({ max: 12, example: 'rsd_k3n5q7aa', description: 'the beginning of the key, by which it is recognised' })
  prefix!: string;

  @EnumArrayField(ROLES, { example: ['carer'] })
  roles!: readonly Role[];

  @InstantField({ example: '2027-11-24T08:00:00.000Z' })
  expiresAt!: Instant;

  @InstantField({ optional: true, example: '2026-11-25T06:31:00.000Z', description: 'to the minute' })
  lastUsedAt!: Instant | null;

  @IdField({ description: 'who made it: a user, or another key' })
  createdBy!: string;

  static from(key: ApiKey): ApiKeyDto {
    return shown(key);
  }
}

@ApiSchema({ name: 'IssuedApiKey' })
export class IssuedApiKeyDto extends ApiKeyDto {
  @TextField({
    max: 56,
    example: 'rsd_k3n5q7aa_Zm9yIHRoZSBkb2N1bWVudCBvbmx5LCBub3QgYSBrZXk',
    description: 'shown this once; sent as a bearer token',
  })
  key!: string;

  static issued({ apiKey, key }: IssuedApiKey): IssuedApiKeyDto {
    return { ...shown(apiKey), key };
  }
}

/** What everyone sees who may read it. */
function shown({ keyHash, revokedAt, ...key }: ApiKey): Omit<ApiKey, 'keyHash' | 'revokedAt'> {
  return key;
}
