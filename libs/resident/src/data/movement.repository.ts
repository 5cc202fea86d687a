import { Injectable } from '@nestjs/common';
import { NotFoundError, VersionConflictError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Stretch, Tx } from '#platform/database';
import { insertRows, keysetPage, newestIn, onConstraint, select } from '#platform/database/sql';
import type { Movement } from '../domain/movement.js';
import { MovementEntity } from './resident.entity.js';

const NEWEST_FIRST = { name: 'at', direction: 'DESC', keys: ['at', 'id'] } as const;

/** The movements of residents, as they are stored: added, never changed. */
@Injectable()
export class MovementRepository {
  async list(reader: Reader, residentId: string, page: PageRequest): Promise<Page<Movement>> {
    const query = select(reader, MovementEntity, 'movement').where('movement.residentId = :residentId', { residentId });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Those of a stretch of time, errors included, newest first. */
  during(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly Movement[]> {
    const query = select(reader, MovementEntity, 'movement').where('movement.residentId = :residentId', { residentId });
    return newestIn(query, 'at', stretch);
  }

  /** @throws NotFoundError */
  async load(reader: Reader, residentId: string, id: string): Promise<Movement> {
    const row = await select(reader, MovementEntity, 'movement')
      .where('movement.id = :id AND movement.residentId = :residentId', { id, residentId })
      .getOne();
    if (row === null) throw new NotFoundError('movement');
    return row;
  }

  async last(reader: Reader, residentId: string): Promise<Movement | undefined> {
    const row = await select(reader, MovementEntity, 'movement')
      .where('movement.residentId = :residentId', { residentId })
      .orderBy('movement.sequence', 'DESC')
      .limit(1)
      .getOne();
    return row ?? undefined;
  }

  /** The recorded movements of several residents, oldest first. */
  async histories(reader: Reader, residentIds: readonly string[]): Promise<ReadonlyMap<string, readonly Movement[]>> {
    if (residentIds.length === 0) return new Map();
    const rows = await select(reader, MovementEntity, 'movement')
      .where("movement.residentId IN (:...residentIds) AND movement.status = 'recorded'", { residentIds })
      .orderBy('movement.sequence')
      .getMany();
    return new Map(residentIds.map((id) => [id, rows.filter(({ residentId }) => residentId === id)]));
  }

  /** @throws VersionConflictError when another movement of the resident came first. */
  async add(tx: Tx, movement: Movement): Promise<void> {
    await onConstraint(insertRows(tx, MovementEntity, [movement]), {
      uq_movements__resident_id_sequence: () => new VersionConflictError(),
    });
  }
}
