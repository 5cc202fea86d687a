import { Injectable } from '@nestjs/common';
import { DomainError, NotFoundError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { deleteRows, forUpdate, insertRows, keysetPage, onConstraint, select, updateRow } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import { AccessTokenEntity, UserEntity } from './user.entity.js';
import type { Role } from './permissions.js';
import type { TokenHolder, User } from './user.js';

const BY_NAME = { name: 'username', direction: 'ASC', keys: ['username'] } as const;

/** Whom a token belongs to, as the database says it. */
interface TokenRow {
  readonly tokenId: string;
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly roles: string;
}

/** 409: another user has that name. */
export class UsernameTakenError extends DomainError {
  constructor() {
    super('conflict', 'username-taken', 'Another user has that name.');
  }
}

/** Users and their access tokens, as they are stored. */
@Injectable()
export class UsersRepository {
  async count(reader: Reader): Promise<number> {
    return select(reader, UserEntity, 'user').getCount();
  }

  async list(reader: Reader, page: PageRequest): Promise<Page<User>> {
    return keysetPage(select(reader, UserEntity, 'user'), BY_NAME, page);
  }

  /**
   * In a unit of work nobody else changes it until that ends.
   * @throws NotFoundError
   */
  async load(reader: Reader, id: string): Promise<User> {
    const query = select(reader, UserEntity, 'user').where('user.id = :id', { id });
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('user');
    return row;
  }

  /** How these users are called; one who isn't there has no entry. */
  async displayNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await select(reader, UserEntity, 'user')
      .select('user.id', 'id')
      .addSelect('user.displayName', 'name')
      .where('user.id IN (:...ids)', { ids })
      .getRawMany<{ id: string; name: string }>();
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async findByUsername(reader: Reader, username: string): Promise<User | undefined> {
    const row = await select(reader, UserEntity, 'user').where('user.username = :username', { username }).getOne();
    return row ?? undefined;
  }

  /** @throws UsernameTakenError */
  async add(tx: Tx, user: User): Promise<void> {
    await onConstraint(insertRows(tx, UserEntity, [user]), { uq_users__username: () => new UsernameTakenError() });
  }

  /** @throws VersionConflictError */
  async change(
    tx: Tx,
    user: User,
    changes: Partial<Omit<User, 'id' | 'version' | 'createdAt' | 'updatedAt' | 'username'>>,
    at: Instant,
  ): Promise<User> {
    const version = await updateRow(tx, UserEntity, { id: user.id, version: user.version, at }, changes);
    return { ...user, ...changes, version, updatedAt: at };
  }

  async addToken(tx: Tx, token: AccessTokenEntity): Promise<void> {
    await insertRows(tx, AccessTokenEntity, [token]);
  }

  /** The active user of a token that is still good at `at`, and the token's id. */
  async findByToken(reader: Reader, tokenHash: string, at: Instant): Promise<TokenHolder | undefined> {
    const row = await select(reader, AccessTokenEntity, 'token')
      .innerJoin(UserEntity, 'user', 'user.id = token.userId')
      .select([
        'token.id AS "tokenId"',
        'user.id AS "userId"',
        'user.username AS username',
        'user.displayName AS "displayName"',
        'user.roles AS roles',
      ])
      .where('token.tokenHash = :tokenHash AND token.expiresAt > :at AND user.active = :active', {
        tokenHash,
        at,
        active: true,
      })
      .getRawOne<TokenRow>();
    return row === undefined ? undefined : { ...row, roles: JSON.parse(row.roles) as readonly Role[] };
  }

  async removeToken(tx: Tx, id: string): Promise<void> {
    await deleteRows(tx, AccessTokenEntity, { id });
  }

  /** @param kept the id of a token that stays. */
  async removeTokensOf(tx: Tx, userId: string, kept?: string): Promise<void> {
    if (kept === undefined) {
      await deleteRows(tx, AccessTokenEntity, { userId });
      return;
    }
    const others = await select(tx, AccessTokenEntity, 'token')
      .where('token.userId = :userId AND token.id <> :kept', { userId, kept })
      .getMany();
    for (const { id } of others) await deleteRows(tx, AccessTokenEntity, { id });
  }
}
