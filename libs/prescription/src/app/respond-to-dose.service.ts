import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { expectVersion } from '#platform/kernel';
import { UnitOfWork } from '#platform/database';
import { Clock } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import type { AdministrationInFull } from '../domain/administration.js';
import { respond, type ResponseCommand } from '../domain/dose-response.js';
import { DoseCases } from './dose-cases.service.js';
import { Witnessing } from './witnessing.service.js';

/** Keeps what doses as needed achieved. */
@Injectable()
export class RespondToDose {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly administrations: AdministrationRepository,
    private readonly cases: DoseCases,
    private readonly witnessing: Witnessing,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotFoundError, ControlledDrugError, NoResponseExpectedError, ResponseAlreadyRecordedError, InvalidFieldsError,
   * VersionConflictError
   */
  respond(
    id: string,
    command: ResponseCommand,
    version: number | undefined,
    caller: Caller,
  ): Promise<AdministrationInFull> {
    return this.unitOfWork.write(async (tx) => {
      const dose = await this.administrations.load(tx, id);
      const medicine = (await this.cases.medicines(tx, [dose.medicationId])).get(dose.medicationId);
      if (medicine !== undefined) this.witnessing.refuseControlled(caller, medicine);
      expectVersion(dose, version);
      const now = this.clock.now();
      const response = respond(dose, command, { now, recordedBy: caller.userId });
      return this.administrations.setResponse(tx, dose, response, now);
    });
  }
}
