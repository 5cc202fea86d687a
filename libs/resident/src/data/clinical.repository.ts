import { Injectable } from '@nestjs/common';
import type { ObjectType } from 'typeorm';
import { NotFoundError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { insertRows, keysetPage, select, updateRow, type StoredEntity } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Allergy } from '../domain/allergy.js';
import type { Condition } from '../domain/condition.js';
import { AllergyEntity, ConditionEntity } from './clinical.entity.js';

const NEWEST_FIRST = { name: 'id', direction: 'DESC', keys: ['id'] } as const;

/** Facts that belong to one resident and are corrected by status, never deleted. */
abstract class ClinicalRepository<T extends StoredEntity & { residentId: string }> {
  protected abstract readonly entity: ObjectType<T>;
  protected abstract readonly resource: string;

  async list(reader: Reader, residentId: string, page: PageRequest): Promise<Page<T>> {
    const query = select(reader, this.entity, 'fact').where('fact.residentId = :residentId', { residentId });
    return keysetPage<T>(query, NEWEST_FIRST, page);
  }

  /** @throws NotFoundError */
  async load(reader: Reader, residentId: string, id: string): Promise<T> {
    const row = await select(reader, this.entity, 'fact')
      .where('fact.id = :id AND fact.residentId = :residentId', { id, residentId })
      .getOne();
    if (row === null) throw new NotFoundError(this.resource);
    return row;
  }

  /** What holds now for several residents. */
  async active(reader: Reader, residentIds: readonly string[]): Promise<readonly T[]> {
    if (residentIds.length === 0) return [];
    return select(reader, this.entity, 'fact')
      .where("fact.residentId IN (:...residentIds) AND fact.status = 'active'", { residentIds })
      .orderBy('fact.id')
      .getMany();
  }

  async add(tx: Tx, fact: T): Promise<void> {
    await insertRows(tx, this.entity, [fact]);
  }

  /** @throws VersionConflictError */
  async change(tx: Tx, fact: T, changes: Partial<Omit<T, keyof StoredEntity>>, at: Instant): Promise<T> {
    const version = await updateRow(tx, this.entity, { id: fact.id, version: fact.version, at }, changes);
    return Object.assign({}, fact, changes, { version, updatedAt: at });
  }
}

@Injectable()
export class AllergyRepository extends ClinicalRepository<AllergyEntity & Allergy> {
  protected readonly entity = AllergyEntity;
  protected readonly resource = 'allergy';
}

@Injectable()
export class ConditionRepository extends ClinicalRepository<ConditionEntity & Condition> {
  protected readonly entity = ConditionEntity;
  protected readonly resource = 'condition';
}
