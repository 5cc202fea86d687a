import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork, type Tx } from '#platform/database';
import { VersionConflictError } from '#platform/kernel';
import { Clock } from '#platform/time';
import { hashSecret, randomPassword } from '../password.js';
import type { User } from '../user.js';
import { UsernameTakenError, UsersRepository } from '../users.repository.js';
import { usernamesFor, type Person } from './claims.js';
import { IdentitiesRepository, IdentityTakenError, type Identity } from './identities.repository.js';

/** Someone of an issuer, as they are known here. */
interface Known {
  readonly identity: Identity;
  readonly user: User;
}

/** How often a unit of work is tried that met another which was entering or changing the same person. */
const TRIES = 4;

/** The users that are made, and kept in step, by what an issuer's tokens say. */
@Injectable()
export class People {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly identities: IdentitiesRepository,
    private readonly clock: Clock,
  ) {}

  /** The user that a person is, entered at first sight; their name and roles follow the newest token. */
  async userOf(issuer: string, person: Person): Promise<User> {
    const { reader } = this.unitOfWork;
    const identity = await this.identities.find(reader, issuer, person.subject);
    if (identity !== undefined) {
      const user = await this.users.load(reader, identity.userId);
      if (!user.active || !isNews({ identity, user }, person)) return user;
    }
    // Nobody knows this password, so nobody signs in with it.
    const passwordHash = identity === undefined ? await hashSecret(randomPassword()) : undefined;
    return this.settled(issuer, person, passwordHash);
  }

  /** Whoever meets another at it finds, the next time, what that one did. */
  private async settled(issuer: string, person: Person, passwordHash: string | undefined): Promise<User> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.unitOfWork.write((tx) => this.settle(tx, issuer, person, passwordHash));
      } catch (error) {
        if (attempt === TRIES || !isAMeeting(error)) throw error;
      }
    }
  }

  private async settle(tx: Tx, issuer: string, person: Person, passwordHash: string | undefined): Promise<User> {
    const identity = await this.identities.find(tx, issuer, person.subject);
    if (identity === undefined) return this.enter(tx, issuer, person, passwordHash ?? '');
    const user = await this.users.load(tx, identity.userId);
    if (!isNews({ identity, user }, person)) return user;
    const { roles, displayName = user.displayName, toldAt } = person;
    await this.identities.tell(tx, identity.id, toldAt);
    return this.users.change(tx, user, { roles, displayName }, this.clock.now());
  }

  /** @throws UsernameTakenError, IdentityTakenError when someone else was faster. */
  private async enter(tx: Tx, issuer: string, person: Person, passwordHash: string): Promise<User> {
    const at = this.clock.now();
    const username = await this.freeName(tx, usernamesFor(person, issuer));
    const user: User = {
      id: newId(at),
      version: 1,
      createdAt: at,
      updatedAt: at,
      username,
      displayName: person.displayName ?? username,
      roles: person.roles,
      active: true,
      passwordHash,
      pinHash: null,
      pinFailures: 0,
      pinLockedUntil: null,
    };
    await this.users.add(tx, user);
    const { subject, toldAt } = person;
    await this.identities.add(tx, { id: newId(at), userId: user.id, issuer, subject, toldAt });
    return user;
  }

  /** @throws UsernameTakenError when every one of them is somebody's. */
  private async freeName(tx: Tx, names: readonly string[]): Promise<string> {
    for (const name of names) {
      if ((await this.users.findByUsername(tx, name)) === undefined) return name;
    }
    throw new UsernameTakenError();
  }
}

/** Whether a token says otherwise than the one before, and is no older. */
function isNews({ identity, user }: Known, { roles, displayName, toldAt }: Person): boolean {
  if (toldAt <= identity.toldAt) return false;
  const named = displayName === undefined || displayName === user.displayName;
  return !named || [...roles].sort().join() !== [...user.roles].sort().join();
}

function isAMeeting(error: unknown): boolean {
  return [UsernameTakenError, IdentityTakenError, VersionConflictError].some((type) => error instanceof type);
}
