import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { verifySecret } from '../password.js';
import { Attempts } from '../throttle/attempts.js';
import type { User } from '../user.js';
import { UsersRepository } from '../users.repository.js';

/** Finds out whose a password is, throttled. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly attempts: Attempts,
  ) {}

  /**
   * The active user of that name and password; undefined, after the same work, for an unknown user, a wrong password
   * and one who left.
   * @throws TooManyAttemptsError
   */
  userWith(username: string, password: string): Promise<User | undefined> {
    return this.attempts.make(username, async () => {
      const user = await this.users.findByUsername(this.unitOfWork.reader, username);
      const matches = await verifySecret(password, user?.passwordHash);
      return matches && user?.active === true ? user : undefined;
    });
  }
}
