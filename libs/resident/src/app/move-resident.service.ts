import { Injectable } from '@nestjs/common';
import { expectVersion, InvalidFieldsError } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest, type Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock } from '#platform/time';
import { MovementRepository } from '../data/movement.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import { RoomRepository } from '../data/room.repository.js';
import { decideMovement, type Moved, type Movement, type MovementCommand } from '../domain/movement.js';
import { residentDeparted, residentReturned } from '../domain/resident.facts.js';
import type { Resident, ResidentStatus } from '../domain/resident.js';
import type { Bed } from '../domain/room.js';

/** Admission, transfer, leave, hospital, return, discharge, death. */
@Injectable()
export class MoveResident {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly rooms: RoomRepository,
    private readonly movements: MovementRepository,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  async list(residentId: string, page: PageRequest): Promise<Page<Movement>> {
    await this.residents.load(this.unitOfWork.reader, residentId);
    return this.movements.list(this.unitOfWork.reader, residentId, page);
  }

  /** @throws NotFoundError */
  get(residentId: string, id: string): Promise<Movement> {
    return this.movements.load(this.unitOfWork.reader, residentId, id);
  }

  /**
   * @throws NotFoundError, IllegalMovementError, OutOfOrderError, BedOccupiedError, InvalidFieldsError,
   * VersionConflictError
   */
  move(residentId: string, command: MovementCommand, version: number | undefined, caller: Caller): Promise<Movement> {
    return this.unitOfWork.write(async (tx) => {
      const resident = await this.residents.load(tx, residentId);
      expectVersion(resident, version);
      const last = await this.movements.last(tx, residentId);
      const now = this.clock.now();
      const from = { status: resident.status, bedId: resident.bed?.id ?? null, lastMovementAt: last?.at ?? null };
      const moved = decideMovement(from, command, now);
      const bed = await this.bedOf(tx, resident, moved);
      await this.residents.place(tx, resident, moved.status, bed, now);
      const movement: Movement = {
        id: newId(now),
        version: 1,
        createdAt: now,
        updatedAt: now,
        residentId,
        sequence: (last?.sequence ?? 0) + 1,
        type: command.type,
        at: moved.at,
        bedId: command.bedId ?? null,
        reason: command.reason ?? null,
        expectedReturnOn: command.expectedReturnOn ?? null,
        status: 'recorded',
        recordedBy: caller.userId,
      };
      await this.movements.add(tx, movement);
      await this.tell(tx, resident.status, movement);
      return movement;
    });
  }

  private async bedOf(tx: Tx, resident: Resident, { bedId }: Moved): Promise<Bed | null> {
    if (bedId === null || bedId === resident.bed?.id) return bedId === null ? null : resident.bed;
    const bed = await this.rooms.findBed(tx, bedId);
    if (bed !== undefined) return bed;
    throw new InvalidFieldsError([{ pointer: '/bedId', code: 'unknown-reference', message: 'is no bed of the home' }]);
  }

  private async tell(tx: Tx, from: ResidentStatus, { id, residentId, type, at, recordedBy }: Movement): Promise<void> {
    const movement = { residentId, movementId: id, at, recordedBy };
    if (type === 'discharge' || type === 'death') {
      await this.facts.publish(tx, residentDeparted, { ...movement, because: type });
    }
    if (type === 'return' && (from === 'on-leave' || from === 'in-hospital')) {
      await this.facts.publish(tx, residentReturned, { ...movement, from });
    }
  }
}
