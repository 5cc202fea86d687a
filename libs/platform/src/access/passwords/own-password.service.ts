import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { DomainError, InvalidFieldsError, VersionConflictError } from '#platform/kernel';
import { Clock } from '#platform/time';
import { hashSecret, isSameSecret } from '../password.js';
import { tokenOf, type Caller } from '../requires.js';
import { UsersRepository } from '../users.repository.js';
import { PasswordCheck } from './password-check.service.js';
import { PasswordRules } from './password-rules.service.js';

/** 403: whoever has only the token can't take the account over. */
export class WrongPasswordError extends DomainError {
  constructor() {
    super('forbidden', 'wrong-password', 'That is not the current password.');
  }
}

/** Changing one's own password. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly check: PasswordCheck,
    private readonly rules: PasswordRules,
    private readonly clock: Clock,
  ) {}

  /**
   * Revokes every other token of the caller. Of two changes at once one is made.
   * @throws NotAPersonError, SignedInElsewhereError, TooManyAttemptsError, WrongPasswordError, InvalidFieldsError,
   * VersionConflictError when the password was changed meanwhile.
   */
  async change(caller: Caller, currentPassword: string, newPassword: string): Promise<void> {
    const token = tokenOf(caller);
    const user = await this.check.userWith(caller.username, currentPassword);
    if (user === undefined) throw new WrongPasswordError();
    if (isSameSecret(currentPassword, newPassword)) {
      throw new InvalidFieldsError([
        { pointer: '/newPassword', code: 'unchanged', message: 'is the password that it is to replace' },
      ]);
    }
    await this.rules.check('/newPassword', newPassword, user);
    const passwordHash = await hashSecret(newPassword);
    await this.unitOfWork.write(async (tx) => {
      const now = await this.users.load(tx, user.id);
      if (now.passwordHash !== user.passwordHash) throw new VersionConflictError(now.version);
      await this.users.change(tx, now, { passwordHash }, this.clock.now());
      await this.users.removeTokensOf(tx, user.id, token);
    });
  }
}
