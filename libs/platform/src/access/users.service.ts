import { Injectable } from '@nestjs/common';
import { DomainError, expectVersion, given } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { addMinutes, Clock } from '#platform/time';
import { hashSecret, verifySecret } from './password.js';
import { isPermitted, type Permission, type Role } from './permissions.js';
import type { Caller } from './requires.js';
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
    private readonly clock: Clock,
  ) {}

  list(page: PageRequest): Promise<Page<User>> {
    return this.users.list(this.unitOfWork.reader, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<User> {
    return this.users.load(this.unitOfWork.reader, id);
  }

  /** @throws UsernameTakenError */
  async create(user: NewUser): Promise<User> {
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

  /** @throws NotFoundError, VersionConflictError */
  async change(id: string, { password, ...changes }: UserChanges, expected: number | undefined): Promise<User> {
    const passwordHash = password === undefined ? undefined : await hashSecret(password);
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
   * Five wrong secrets in a row lock it for five minutes.
   * @returns the witness's user id.
   * @throws WitnessRefusedError whatever was wrong.
   */
  async confirmWitness(
    caller: Caller,
    witness: { readonly username: string; readonly pin: string },
    permissions: readonly Permission[],
  ): Promise<string> {
    const user = await this.users.findByUsername(this.unitOfWork.reader, witness.username);
    const matches =
      (await verifySecret(witness.pin, user?.pinHash)) || (await verifySecret(witness.pin, user?.passwordHash));
    if (user === undefined) throw new WitnessRefusedError();
    const now = this.clock.now();
    const locked = user.pinLockedUntil !== null && user.pinLockedUntil > now;
    const may = permissions.some((permission) => isPermitted(user.roles, permission));
    if (!locked && matches && may && user.active && user.id !== caller.userId) {
      if (user.pinFailures > 0) await this.countFailures(user.id, 0);
      return user.id;
    }
    if (!locked && !matches) await this.countFailures(user.id, user.pinFailures + 1);
    throw new WitnessRefusedError();
  }

  private async countFailures(userId: string, failures: number): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.writeApart(async (tx) => {
      const user = await this.users.load(tx, userId);
      const lock = failures >= PIN_TRIES;
      const pinLockedUntil = lock ? addMinutes(now, PIN_LOCK_MINUTES) : user.pinLockedUntil;
      await this.users.change(tx, user, { pinFailures: lock ? 0 : failures, pinLockedUntil }, now);
    });
  }
}
