import { Injectable } from '@nestjs/common';
import { NotFoundError, VersionConflictError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Stretch, Tx } from '#platform/database';
import { insertRows, keysetPage, newestIn, onConstraint, select, updateRow } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import { TOLD_OF_MOVEMENT, type ToldMovement } from '../domain/describe-movement.js';
import type { Movement } from '../domain/movement.js';
import { MovementEntity } from './movement.entity.js';

const NEWEST_FIRST = { name: 'at', direction: 'DESC', keys: ['at', 'id'] } as const;

/** The movements of residents, as they are stored: added, and marked where they were wrong. */
@Injectable()
export class MovementRepository {
  async list(reader: Reader, residentId: string, page: PageRequest): Promise<Page<Movement>> {
    const query = select(reader, MovementEntity, 'movement').where('movement.residentId = :residentId', { residentId });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Those of a stretch of time, errors included, newest first. */
  during(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly ToldMovement[]> {
    const query = select(reader, MovementEntity, 'movement').where('movement.residentId = :residentId', { residentId });
    return newestIn(query, 'at', stretch, TOLD_OF_MOVEMENT);
  }

  /** @throws NotFoundError */
  async load(reader: Reader, residentId: string, id: string): Promise<Movement> {
    const row = await select(reader, MovementEntity, 'movement')
      .where('movement.id = :id AND movement.residentId = :residentId', { id, residentId })
      .getOne();
    if (row === null) throw new NotFoundError('movement');
    return row;
  }

  /** The number of a resident's last movement, those in error included; 0: there was none. */
  async lastSequence(reader: Reader, residentId: string): Promise<number> {
    const row = await select(reader, MovementEntity, 'movement')
      .select('MAX(movement.sequence)', 'last')
      .where('movement.residentId = :residentId', { residentId })
      .getRawOne<{ last: number | null }>();
    return row?.last ?? 0;
  }

  /** Those of a resident that count, in order. */
  async recorded(reader: Reader, residentId: string): Promise<readonly Movement[]> {
    return select(reader, MovementEntity, 'movement')
      .where("movement.residentId = :residentId AND movement.status = 'recorded'", { residentId })
      .orderBy('movement.sequence')
      .getMany();
  }

  /** @throws VersionConflictError when another movement of the resident came first. */
  async add(tx: Tx, movement: Movement): Promise<void> {
    await onConstraint(insertRows(tx, MovementEntity, [movement]), {
      uq_movements__resident_id_sequence: () => new VersionConflictError(),
    });
  }

  /** Stores what is known otherwise now: the mark, or when they are expected back. @throws VersionConflictError */
  async change(tx: Tx, movement: Movement, at: Instant): Promise<Movement> {
    const { id, version: before, status, statusReason, markedBy, expectedReturnOn } = movement;
    const changes = { status, statusReason, markedBy, expectedReturnOn };
    const version = await updateRow(tx, MovementEntity, { id, version: before, at }, changes);
    return { ...movement, version, updatedAt: at };
  }
}
