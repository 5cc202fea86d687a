import { Injectable } from '@nestjs/common';
import { ConfigurationError } from '#platform/config';
import { newId, UnitOfWork } from '#platform/database';
import { Clock } from '#platform/time';
import { hashSecret, randomPassword } from './password.js';
import { PasswordRules } from './passwords/password-rules.service.js';
import { UsersRepository } from './users.repository.js';

const ADMINISTRATOR = { username: 'admin', displayName: 'Administrator' } as const;

/** The administrator that a first start on an empty database creates (api.md section 2). */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly rules: PasswordRules,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates `admin` when there is no user at all.
   * @throws ConfigurationError when the password that is given is not good enough.
   * @returns the random password to print once, when none was given; undefined otherwise.
   */
  async ensure(given: string | undefined): Promise<string | undefined> {
    if ((await this.users.count(this.unitOfWork.reader)) > 0) return undefined;
    if (given !== undefined) await this.refuseWeak(given);
    const password = given ?? randomPassword();
    const passwordHash = await hashSecret(password);
    const at = this.clock.now();
    const created = await this.unitOfWork.write(async (tx) => {
      if ((await this.users.count(tx)) > 0) return false;
      await this.users.add(tx, {
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        ...ADMINISTRATOR,
        roles: ['admin'],
        active: true,
        passwordHash,
        pinHash: null,
        pinFailures: 0,
        pinLockedUntil: null,
      });
      return true;
    });
    return created && given === undefined ? password : undefined;
  }

  private async refuseWeak(password: string): Promise<void> {
    const weakness = await this.rules.weaknessOf(password, ADMINISTRATOR);
    if (weakness !== undefined) throw new ConfigurationError('ADMIN_PASSWORD', weakness.message);
  }
}
