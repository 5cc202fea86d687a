import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/database';
import { Clock } from '#platform/time';
import { hashSecret, randomPassword } from './password.js';
import { UsersRepository } from './users.repository.js';

/** The administrator that a first start on an empty database creates (api.md section 2). */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates `admin` when there is no user at all.
   * @returns the random password to print once, when none was given; undefined otherwise.
   */
  async ensure(given: string | undefined): Promise<string | undefined> {
    if ((await this.users.count(this.unitOfWork.reader)) > 0) return undefined;
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
        username: 'admin',
        displayName: 'Administrator',
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
}
