import { Injectable } from '@nestjs/common';
import { DomainError, expectVersion, given } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest, type Reader } from '#platform/database';
import { identify } from '#platform/http';
import { addMinutes, Clock } from '#platform/time';
import { hashSecret, verifySecret } from './password.js';
import { PasswordRules } from './passwords/password-rules.service.js';
import { isPermitted, type Permission, type Role } from './permissions.js';
import type { Caller } from './requires.js';
import { RANKS } from './throttle/standing.js';
import { VerificationLane } from './throttle/verification-lane.js';
import type { User } from './user.js';
import { UsersRepository } from './users.repository.js';

/** Wrong PINs in a row before it locks, and for how many minutes (api.md section 9). */
const PIN_TRIES = 5;
const PIN_LOCK_MINUTES = 5;

export interface NewUser {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly active?: boolean | undefined;
  readonly password: string;
}

export interface UserChanges {
  readonly displayName?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly active?: boolean | undefined;
  readonly password?: string | undefined;
}

/** 403: the witness is not who was named, is the caller, or may not witness. */
export class WitnessRefusedError extends DomainError {
  constructor() {
    super('forbidden', 'witness-refused', 'The witness could not be confirmed.');
  }
}

/** Users, their secrets, and the proof that a second person was there. */
@Injectable()
export class Users {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly rules: PasswordRules,
    private readonly lane: VerificationLane,
    private readonly clock: Clock,
  ) {}

  list(page: PageRequest): Promise<Page<User>> {
    return this.users.list(this.unitOfWork.reader, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<User> {
    return this.users.load(this.unitOfWork.reader, id);
  }

  /**
   * The user as whom a request is answered that came without credentials, but with a secret of theirs: from here on it is
   * theirs in logs and trail. Undefined: no longer active, or they may not do that.
   */
  async answering(id: string, permission: Permission): Promise<User | undefined> {
    const user = await this.users.load(this.unitOfWork.reader, id);
    if (!user.active || !isPermitted(user.roles, permission)) return undefined;
    identify(user.username);
    return user;
  }

  /** How people are called who are named in a record; a program has no entry. */
  displayNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.users.displayNames(reader, [...new Set(ids)]);
  }

  /** @throws InvalidFieldsError when the password is not good enough; UsernameTakenError */
  async create(user: NewUser): Promise<User> {
    await this.rules.check('/password', user.password, user);
    const at = this.clock.now();
    const created: User = {
      id: newId(at),
      version: 1,
      createdAt: at,
      updatedAt: at,
      username: user.username,
      displayName: user.displayName,
      roles: user.roles,
      active: user.active ?? true,
      passwordHash: await hashSecret(user.password),
      pinHash: null,
      pinFailures: 0,
      pinLockedUntil: null,
    };
    await this.unitOfWork.write((tx) => this.users.add(tx, created));
    return created;
  }

  /** @throws NotFoundError, VersionConflictError, InvalidFieldsError when the password is not good enough */
  async change(id: string, { password, ...changes }: UserChanges, expected: number | undefined): Promise<User> {
    const passwordHash = password === undefined ? undefined : await this.hashFor(id, password, changes.displayName);
    return this.unitOfWork.write(async (tx) => {
      const user = await this.users.load(tx, id);
      expectVersion(user, expected);
      const changed = await this.users.change(tx, user, given({ ...changes, passwordHash }), this.clock.now());
      if (passwordHash !== undefined || !changed.active) await this.users.removeTokensOf(tx, id);
      return changed;
    });
  }

  /** Sets one's own witness PIN. */
  async setPin(userId: string, pin: string): Promise<void> {
    const pinHash = await hashSecret(pin);
    await this.unitOfWork.write(async (tx) => {
      const user = await this.users.load(tx, userId);
      await this.users.change(tx, user, { pinHash, pinFailures: 0, pinLockedUntil: null }, this.clock.now());
    });
  }

  /**
   * Confirms a second person by PIN or password: another active user who holds one of `permissions`.
   * Five wrong secrets in a row lock it for five minutes. Takes its time: never inside a unit of work.
   * @returns the witness's user id.
   * @throws WitnessRefusedError whatever was wrong; TooManyToVerifyError.
   */
  async confirmWitness(
    caller: Caller,
    witness: { readonly username: string; readonly pin: string },
    permissions: readonly Permission[],
  ): Promise<string> {
    const user = await this.users.findByUsername(this.unitOfWork.reader, witness.username);
    const matches = await this.lane.run(
      RANKS.known,
      async () =>
        (await verifySecret(witness.pin, user?.pinHash)) || (await verifySecret(witness.pin, user?.passwordHash)),
    );
    if (user === undefined || !(await this.settle(user.id, matches))) throw new WitnessRefusedError();
    const may = permissions.some((permission) => isPermitted(user.roles, permission));
    if (!may || !user.active || user.id === caller.userId) throw new WitnessRefusedError();
    return user.id;
  }

  /**
   * Counts a wrong secret, and forgets those before a right one. Decided on the row as it is, nobody else changing it:
   * of many guesses at once no more are taken than of as many one after the other.
   * @returns whether the witness is confirmed; never while the PIN is locked.
   */
  private settle(userId: string, matches: boolean): Promise<boolean> {
    return this.unitOfWork.writeApart(async (tx) => {
      const user = await this.users.load(tx, userId);
      const at = this.clock.now();
      if (user.pinLockedUntil !== null && user.pinLockedUntil > at) return false;
      const failures = matches ? 0 : user.pinFailures + 1;
      const lock = failures >= PIN_TRIES ? { pinLockedUntil: addMinutes(at, PIN_LOCK_MINUTES) } : {};
      if (failures !== user.pinFailures) {
        await this.users.change(tx, user, { pinFailures: failures % PIN_TRIES, ...lock }, at);
      }
      return matches;
    });
  }

  private async hashFor(id: string, password: string, newName: string | undefined): Promise<string> {
    const { username, displayName } = await this.users.load(this.unitOfWork.reader, id);
    await this.rules.check('/password', password, { username, displayName: newName ?? displayName });
    return hashSecret(password);
  }
}
