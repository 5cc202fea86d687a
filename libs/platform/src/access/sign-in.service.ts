import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/database';
import { identify } from '#platform/http';
import { addMinutes, Clock } from '#platform/time';
import { hashToken, newToken } from './password.js';
import { PasswordCheck } from './passwords/password-check.service.js';
import type { Caller } from './requires.js';
import { UsersRepository } from './users.repository.js';

/** How long an access token is good, in minutes (`TOKEN_MINUTES`). */
export const TOKEN_MINUTES = Symbol('token minutes');

/** A token as it is given out, once. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** Signing in and out, and finding out who a token belongs to. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly check: PasswordCheck,
    private readonly clock: Clock,
    @Inject(TOKEN_MINUTES) private readonly tokenMinutes: number,
  ) {}

  /**
   * @throws UnauthorizedException the same, and after the same work, for an unknown user and a wrong password;
   * TooManyAttemptsError.
   */
  async signIn(username: string, password: string): Promise<IssuedToken> {
    const user = await this.check.userWith(username, password);
    if (user === undefined) throw new UnauthorizedException();
    identify(user.username);
    const { token, tokenHash } = newToken();
    const createdAt = this.clock.now();
    const expiresAt = addMinutes(createdAt, this.tokenMinutes);
    await this.unitOfWork.write(async (tx) => {
      // A password that was changed meanwhile has revoked every token; this one must not come after.
      const now = await this.users.load(tx, user.id);
      if (now.passwordHash !== user.passwordHash || !now.active) throw new UnauthorizedException();
      await this.users.addToken(tx, { id: newId(createdAt), userId: user.id, tokenHash, createdAt, expiresAt });
    });
    return { token, expiresInSeconds: this.tokenMinutes * 60 };
  }

  async signOut(tokenId: string): Promise<void> {
    await this.unitOfWork.write((tx) => this.users.removeToken(tx, tokenId));
  }

  /** Who a token belongs to, while it is good and the user active. */
  async callerOf(token: string): Promise<Caller | undefined> {
    const found = await this.users.findByToken(this.unitOfWork.reader, hashToken(token), this.clock.now());
    return found === undefined ? undefined : { kind: 'person', ...found };
  }
}
