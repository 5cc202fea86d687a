import { Injectable } from '@nestjs/common';
import { expectVersion } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest, type Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock, HomeZone } from '#platform/time';
import { MovementRepository } from '../data/movement.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import { StayRepository } from '../data/stay.repository.js';
import { decideMovement } from '../domain/decide-movement.js';
import type { Movement, MovementCommand } from '../domain/movement.js';
import { residentDeparted, residentReturned } from '../domain/resident.facts.js';
import type { ResidentStatus } from '../domain/resident.js';
import { PlaceResident } from './place-resident.service.js';

/** Admission, transfer, leave, hospital, return, discharge, death. */
@Injectable()
export class MoveResident {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly movements: MovementRepository,
    private readonly stays: StayRepository,
    private readonly placing: PlaceResident,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
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
      const last = await this.stays.last(tx, residentId);
      const sequence = 1 + (await this.movements.lastSequence(tx, residentId));
      const now = this.clock.now();
      const entry = { id: newId(now), residentId, sequence, recordedBy: caller.userId, now, zone: this.zone.id };
      const { movement, stay } = decideMovement(last, command, entry);
      // The bed is locked first: a movement that names it would hold it half already.
      await this.placing.next(tx, resident, last, stay, now);
      await this.movements.add(tx, movement);
      await this.tell(tx, resident.status, movement);
      return movement;
    });
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
