import { Inject, Injectable } from '@nestjs/common';
import { InvalidFieldsError } from '#platform/kernel';
import { commonPasswords } from './common-passwords.js';
import { weaknessOf, type PasswordOwner, type PasswordWeakness } from './password-policy.js';

/** Fewest characters of a new password (`PASSWORD_MIN_LENGTH`). */
export const PASSWORD_MIN_LENGTH = Symbol('password min length');

/** Holds every new password to the home's policy. One that is in use already stays good. */
@Injectable()
export class PasswordRules {
  constructor(@Inject(PASSWORD_MIN_LENGTH) private readonly minLength: number) {}

  /** @returns undefined when the password is good. */
  async weaknessOf(password: string, owner: PasswordOwner): Promise<PasswordWeakness | undefined> {
    const common = await commonPasswords();
    return weaknessOf(password, owner, { minLength: this.minLength, isCommon: (text) => common.has(text) });
  }

  /**
   * @param pointer the field of the request that holds the password, as a JSON Pointer.
   * @throws InvalidFieldsError with the code of {@link PasswordWeakness}.
   */
  async check(pointer: string, password: string, owner: PasswordOwner): Promise<void> {
    const weakness = await this.weaknessOf(password, owner);
    if (weakness !== undefined) throw new InvalidFieldsError([{ pointer, ...weakness }]);
  }
}
