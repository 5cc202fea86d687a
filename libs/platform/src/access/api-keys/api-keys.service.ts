import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, type Instant } from '#platform/time';
import { hashToken } from '../password.js';
import type { Role } from '../permissions.js';
import type { Caller } from '../requires.js';
import { checkExpiry, newApiKey, type ApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { KeyUse } from './key-use.service.js';

export interface NewApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Instant;
}

/** A key as it is given out, once. */
export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  readonly key: string;
}

/** Long-lived credentials for programs. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeysRepository,
    private readonly use: KeyUse,
    private readonly clock: Clock,
  ) {}

  /** Newest first, those that have ended and are not revoked included. */
  list(page: PageRequest): Promise<Page<ApiKey>> {
    return this.keys.list(this.unitOfWork.reader, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<ApiKey> {
    return this.keys.load(this.unitOfWork.reader, id);
  }

  /** @throws InvalidFieldsError, KeyNameTakenError */
  async create({ name, roles, expiresAt }: NewApiKey, caller: Caller): Promise<IssuedApiKey> {
    const at = this.clock.now();
    checkExpiry(expiresAt, at);
    const { key, prefix, keyHash } = newApiKey();
    const apiKey: ApiKey = {
      id: newId(at),
      version: 1,
      createdAt: at,
      updatedAt: at,
      name,
      prefix,
      keyHash,
      roles,
      expiresAt,
      lastUsedAt: null,
      createdBy: caller.userId,
      revokedAt: null,
    };
    await this.unitOfWork.write((tx) => this.keys.add(tx, apiKey));
    return { apiKey, key };
  }

  /**
   * From the next request on the key is nobody's.
   * @throws NotFoundError
   */
  async revoke(id: string): Promise<void> {
    await this.unitOfWork.write(async (tx) => {
      const key = await this.keys.load(tx, id);
      const at = this.clock.now();
      await this.keys.change(tx, key, { revokedAt: at }, at);
    });
  }

  /** The program that a key belongs to, while it is good. */
  async callerOf(key: string): Promise<Caller | undefined> {
    const found = await this.keys.findByHash(this.unitOfWork.reader, hashToken(key), this.clock.now());
    if (found === undefined) return undefined;
    this.use.note(found);
    const { id, name, roles } = found;
    return { kind: 'program', userId: id, username: `api-key:${name}`, displayName: name, roles, tokenId: null };
  }
}
