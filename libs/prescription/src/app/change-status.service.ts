import { Injectable } from '@nestjs/common';
import type { DepartureRevoked, ResidentDeparted } from '#resident';
import type { Caller } from '#platform/access';
import { expectVersion } from '#platform/kernel';
import { UnitOfWork, type Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock, HomeZone, type Instant } from '#platform/time';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { prescriptionAt, type PrescriptionAt } from '../domain/prescription-at.js';
import { prescriptionStatusChanged } from '../domain/prescription.facts.js';
import type { Prescription } from '../domain/prescription.js';
import {
  changeStatus,
  overFrom,
  resumeAfterDeparture,
  statusAt,
  stopAtDeparture,
  type StatusAction,
} from '../domain/status.js';

export interface StatusCommand {
  /** Default now; may lie ahead. */
  readonly at?: Instant | null | undefined;
  readonly reason: string;
}

/** Activated, suspended, resumed, stopped, found to be an error. */
@Injectable()
export class ChangeStatus {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError, IllegalTransitionError, VersionConflictError */
  change(
    id: string,
    action: StatusAction,
    command: StatusCommand,
    version: number | undefined,
    caller: Caller,
  ): Promise<PrescriptionAt> {
    return this.unitOfWork.write(async (tx) => {
      const now = this.clock.now();
      const before = await this.prescriptions.load(tx, id);
      expectVersion(before, version);
      return prescriptionAt(await this.changeWithin(tx, before, action, command, caller, now), now, this.zone.id);
    });
  }

  /** The same within a unit of work that holds the prescription. @throws IllegalTransitionError */
  changeWithin(
    tx: Tx,
    before: Prescription,
    action: StatusAction,
    { at, reason }: StatusCommand,
    caller: Caller,
    now: Instant,
  ): Promise<Prescription> {
    const change = { action, at: at ?? now, reason, recordedBy: caller.userId };
    return this.store(tx, before, changeStatus(before, change, now, this.zone.id), now);
  }

  /** Stops all that is open when a resident has left for good, in the unit of work of the departure. */
  async stopAll(tx: Tx, { residentId, because, ...movement }: ResidentDeparted): Promise<void> {
    const now = this.clock.now();
    for (const prescription of await this.prescriptions.lockNotOver(tx, now, residentId)) {
      await this.store(tx, prescription, stopAtDeparture(prescription, { ...movement, reason: because }, now), now);
    }
  }

  /** Lets go on what a departure stopped that was an error, in the unit of work that finds it to be one. */
  async resumeAll(tx: Tx, { residentId, movementId }: DepartureRevoked): Promise<void> {
    const now = this.clock.now();
    for (const prescription of await this.prescriptions.lockStoppedAtDeparture(tx, residentId)) {
      const resumed = resumeAfterDeparture(prescription, movementId);
      if (resumed !== undefined) await this.store(tx, prescription, resumed, now);
    }
  }

  private async store(tx: Tx, before: Prescription, changed: Prescription, now: Instant): Promise<Prescription> {
    const overAt = overFrom(changed, this.zone.id);
    const prescription = await this.prescriptions.change(tx, { before, after: changed, overAt }, now);
    await this.facts.publish(tx, prescriptionStatusChanged, {
      prescription,
      before: statusAt(before, now, this.zone.id),
      after: statusAt(prescription, now, this.zone.id),
    });
    return prescription;
  }
}
