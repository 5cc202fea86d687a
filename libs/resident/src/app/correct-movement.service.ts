import { Injectable } from '@nestjs/common';
import { expectVersion } from '#platform/kernel';
import { isPermitted, type Caller } from '#platform/access';
import { UnitOfWork, type Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock, HomeZone, type LocalDate } from '#platform/time';
import { MovementRepository } from '../data/movement.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import { StayRepository } from '../data/stay.repository.js';
import { enterInError, expectReturn } from '../domain/decide-movement.js';
import type { Movement } from '../domain/movement.js';
import { DeathRevokedError } from '../domain/resident.errors.js';
import { departureRevoked, returnRevoked } from '../domain/resident.facts.js';
import { staysOf, type Stay } from '../domain/stay.js';
import { PlaceResident } from './place-resident.service.js';

/** What is known otherwise of a movement afterwards. */
@Injectable()
export class CorrectMovement {
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

  /**
   * Marks a movement as wrong: status and bed are then what the others lead to, and what it has ended goes on.
   * @throws NotFoundError, IllegalTransitionError, MovementNeededError, DeathRevokedError, BedOccupiedError,
   * BedRemovedError, VersionConflictError
   */
  enterInError(
    residentId: string,
    id: string,
    reason: string,
    version: number | undefined,
    caller: Caller,
  ): Promise<Movement> {
    return this.correct(residentId, id, version, caller, (movement) => {
      if (movement.type === 'death' && !isPermitted(caller.roles, 'movements:revoke-death')) {
        throw new DeathRevokedError();
      }
      return enterInError(movement, reason, caller.userId);
    });
  }

  /** @throws NotFoundError, IllegalTransitionError, InvalidFieldsError, VersionConflictError */
  expectReturn(
    residentId: string,
    id: string,
    on: LocalDate | null | undefined,
    version: number | undefined,
    caller: Caller,
  ): Promise<Movement> {
    return this.correct(residentId, id, version, caller, (movement) =>
      expectReturn(movement, on === undefined ? movement.expectedReturnOn : on, this.zone.id),
    );
  }

  private correct(
    residentId: string,
    id: string,
    version: number | undefined,
    { userId }: Caller,
    change: (movement: Movement) => Movement,
  ): Promise<Movement> {
    return this.unitOfWork.write(async (tx) => {
      const resident = await this.residents.load(tx, residentId);
      const before = await this.movements.load(tx, residentId, id);
      expectVersion(before, version);
      const now = this.clock.now();
      const changed = change(before);
      const history = (await this.stays.histories(tx, [residentId])).get(residentId) ?? [];
      const recorded = await this.movements.recorded(tx, residentId);
      const counting = recorded.flatMap((one) => (one.id !== id ? one : changed.status === 'recorded' ? changed : []));
      await this.placing.anew(tx, resident, history, staysOf(counting), now);
      const after = await this.movements.change(tx, changed, now);
      if (after.status !== before.status) await this.tellError(tx, after, history, userId);
      return after;
    });
  }

  private async tellError(
    tx: Tx,
    { id, residentId, type, at }: Movement,
    history: readonly Stay[],
    recordedBy: string,
  ): Promise<void> {
    const movement = { residentId, movementId: id, at, recordedBy };
    if (type === 'discharge' || type === 'death') {
      await this.facts.publish(tx, departureRevoked, { ...movement, because: type });
    }
    const from = history[history.findIndex(({ movementId }) => movementId === id) - 1]?.status;
    if (type === 'return' && (from === 'on-leave' || from === 'in-hospital')) {
      await this.facts.publish(tx, returnRevoked, { ...movement, from });
    }
  }
}
