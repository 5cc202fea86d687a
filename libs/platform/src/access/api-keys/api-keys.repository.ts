import { Injectable } from '@nestjs/common';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, onConstraint, select, updateRow } from '#platform/database/sql';
import { DomainError, NotFoundError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { ApiKeyEntity } from './api-key.entity.js';
import type { ApiKey } from './api-key.js';

const NEWEST_FIRST = { name: 'created', direction: 'DESC', keys: ['createdAt', 'id'] } as const;

const NOT_REVOKED = 'key.revokedAt IS NULL';

/** 409: a key that is not revoked has that name. */
export class KeyNameTakenError extends DomainError {
  constructor() {
    super('conflict', 'name-taken', 'There is already an API key of that name.');
  }
}

/** API keys, as they are stored. One that is revoked stays there, since what it did names it; nothing here gives it back. */
@Injectable()
export class ApiKeysRepository {
  /** Newest first. */
  async list(reader: Reader, page: PageRequest): Promise<Page<ApiKey>> {
    return keysetPage(select(reader, ApiKeyEntity, 'key').where(NOT_REVOKED), NEWEST_FIRST, page);
  }

  /**
   * In a unit of work nobody else changes it until that ends.
   * @throws NotFoundError
   */
  async load(reader: Reader, id: string): Promise<ApiKey> {
    const query = select(reader, ApiKeyEntity, 'key').where(`key.id = :id AND ${NOT_REVOKED}`, { id });
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('API key');
    return row;
  }

  /** The key with that hash, while it is good at `at`. */
  async findByHash(reader: Reader, keyHash: string, at: Instant): Promise<ApiKey | undefined> {
    const row = await select(reader, ApiKeyEntity, 'key')
      .where(`key.keyHash = :keyHash AND key.expiresAt > :at AND ${NOT_REVOKED}`, { keyHash, at })
      .getOne();
    return row ?? undefined;
  }

  /** @throws KeyNameTakenError */
  async add(tx: Tx, key: ApiKey): Promise<void> {
    await onConstraint(insertRows(tx, ApiKeyEntity, [key]), { uq_api_keys__name: () => new KeyNameTakenError() });
  }

  /** @throws VersionConflictError */
  async change(
    tx: Tx,
    { id, version }: ApiKey,
    changes: Partial<Pick<ApiKey, 'lastUsedAt' | 'revokedAt'>>,
    at: Instant,
  ): Promise<void> {
    await updateRow(tx, ApiKeyEntity, { id, version, at }, changes);
  }
}
