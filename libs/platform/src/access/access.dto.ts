import { ApiSchema } from '#platform/dto';
import { OmitType } from '#platform/dto';
import {
  BooleanField,
  EnumArrayField,
  EnumField,
  IdField,
  IntegerField,
  patchOf,
  StoredDto,
  TextField,
} from '#platform/http';
import { ROLES, type Role } from './permissions.js';
import type { Caller } from './requires.js';
import type { IssuedToken } from './sign-in.service.js';
import type { User } from './user.js';

function NewPasswordField(example: string): PropertyDecorator {
  const description = 'never given back; `too-short`, `too-common` or `too-guessable` when it is not good enough';
  return TextField({ max: 256, example, description });
}

@ApiSchema({ name: 'TokenRequest' })
export class TokenRequestDto {
  @TextField({ max: 100, example: 'admin' })
  username!: string;

  @TextField({ max: 256, example: 'correct horse battery' })
  password!: string;

  @EnumField(['password'], { optional: true, description: 'OAuth 2.0 clients send it' })
  grant_type?: string;

  @TextField({ min: 0, max: 1000, optional: true, description: 'OAuth 2.0 clients may send it; not used' })
  scope?: string;

  @TextField({ min: 0, max: 200, optional: true, description: 'OAuth 2.0 clients may send it; not used' })
  client_id?: string;

  @TextField({ min: 0, max: 200, optional: true, description: 'OAuth 2.0 clients may send it; not used' })
  client_secret?: string;
}

@ApiSchema({ name: 'Token' })
export class TokenDto {
  @TextField({ max: 512, example: 'Zm9yIHRoZSBkb2N1bWVudCBvbmx5LCBub3QgYSB0b2tlbg' })
  access_token!: string;

  @EnumField(['Bearer'])
  token_type!: 'Bearer';

  @IntegerField({ min: 60, max: 2_592_000, description: 'seconds', example: 43_200 })
  expires_in!: number;

  static from({ token, expiresInSeconds }: IssuedToken): TokenDto {
    return { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds };
  }
}

@ApiSchema({ name: 'Me' })
export class MeDto {
  @EnumField(['person', 'program'], { example: 'person', description: 'a program calls with an API key' })
  kind!: 'person' | 'program';

  @IdField({ description: 'of the user, or of the API key' })
  id!: string;

  @TextField({ max: 100, example: 'n.ruiz', description: 'of a program: `api-key:<name>`' })
  username!: string;

  @TextField({ max: 200, example: 'Nuria Ruiz' })
  displayName!: string;

  @EnumArrayField(ROLES, { example: ['nurse'] })
  roles!: readonly Role[];

  static from({ kind, userId, username, displayName, roles }: Caller): MeDto {
    return { kind, id: userId, username, displayName, roles };
  }
}

@ApiSchema({ name: 'PasswordChange' })
export class PasswordChangeDto {
  @TextField({ max: 256, example: 'ward-kettle-orchid-9' })
  currentPassword!: string;

  @NewPasswordField('lantern-meadow-violin-4')
  newPassword!: string;
}

@ApiSchema({ name: 'PinChange' })
export class PinDto {
  @TextField({ max: 8, pattern: /^\d{6,8}$/, form: '6 to 8 digits', example: '482913' })
  pin!: string;
}

@ApiSchema({ name: 'NewUser' })
export class NewUserDto {
  @TextField({ max: 100, pattern: /^[\w.@-]+$/, form: 'letters, digits and . _ @ - only', example: 'n.ruiz' })
  username!: string;

  @TextField({ max: 200, example: 'Nuria Ruiz' })
  displayName!: string;

  @EnumArrayField(ROLES, { min: 1, example: ['nurse'] })
  roles!: readonly Role[];

  @BooleanField({ defaulted: true, example: true, description: 'default true' })
  active?: boolean;

  @NewPasswordField('ward-kettle-orchid-9')
  password!: string;
}

@ApiSchema({ name: 'UserPatch' })
export class UserPatchDto extends patchOf(OmitType(NewUserDto, ['username'])) {}

@ApiSchema({ name: 'User' })
export class UserDto extends StoredDto {
  @TextField({ max: 100, example: 'n.ruiz' })
  username!: string;

  @TextField({ max: 200, example: 'Nuria Ruiz' })
  displayName!: string;

  @EnumArrayField(ROLES, { example: ['nurse'] })
  roles!: readonly Role[];

  @BooleanField({ example: true })
  active!: boolean;

  static from({ id, version, createdAt, updatedAt, username, displayName, roles, active }: User): UserDto {
    return { id, version, createdAt, updatedAt, username, displayName, roles, active };
  }
}

/** A second person's proof: PIN or password. */
@ApiSchema({ name: 'Witness' })
export class WitnessDto {
  @TextField({ max: 100, example: 'm.sanz' })
  username!: string;

  @TextField({ max: 256, example: '482913', description: 'PIN or password' })
  pin!: string;
}
