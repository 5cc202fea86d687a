import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { readsRecordOf } from '#platform/audit';
import { expectVersion } from '#platform/kernel';
import { UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock } from '#platform/time';
import { DiscrepancyRepository, type DiscrepancyFilter } from '../data/discrepancy.repository.js';
import { MedicationRepository } from '../data/medication.repository.js';
import { closed, explained, type Discrepancy } from '../domain/discrepancy.js';
import { Witnesses, type Witness } from './witnesses.service.js';

/** Explains and closes what didn't add up. */
@Injectable()
export class KeepDiscrepancies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly medications: MedicationRepository,
    private readonly discrepancies: DiscrepancyRepository,
    private readonly witnesses: Witnesses,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  list(filter: DiscrepancyFilter, page: PageRequest): Promise<Page<Discrepancy>> {
    return this.discrepancies.list(this.unitOfWork.reader, filter, page);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Discrepancy> {
    const discrepancy = await this.discrepancies.load(this.unitOfWork.reader, id);
    readsRecordOf(discrepancy.residentId);
    return discrepancy;
  }

  /** @throws NotFoundError, DiscrepancyStandsError unless it is open, VersionConflictError */
  explain(id: string, explanation: string, version: number | undefined, caller: Caller): Promise<Discrepancy> {
    return this.unitOfWork.write(async (tx) => {
      const discrepancy = await this.discrepancies.load(tx, id);
      expectVersion(discrepancy, version);
      const at = this.clock.now();
      return this.discrepancies.change(
        tx,
        discrepancy,
        explained(discrepancy, explanation, { at, by: caller.userId }),
        at,
      );
    });
  }

  /**
   * Of a medicine that nobody may move alone a witness closes it as well.
   * @throws NotFoundError, DiscrepancyStandsError unless it is explained, VersionConflictError, WitnessRequiredError,
   * WitnessRefusedError
   */
  async close(
    id: string,
    conclusion: string,
    witness: Witness | null,
    version: number | undefined,
    caller: Caller,
  ): Promise<Discrepancy> {
    const { reader } = this.unitOfWork;
    const { medicationId } = await this.discrepancies.load(reader, id);
    const { witnessRequired, name } = await this.medications.load(reader, medicationId);
    const witnessedBy = await this.witnesses.confirm(caller, witness, witnessRequired ? name : null);
    return this.unitOfWork.write(async (tx) => {
      const discrepancy = await this.discrepancies.load(tx, id);
      expectVersion(discrepancy, version);
      const at = this.clock.now();
      const changes = closed(discrepancy, conclusion, { at, by: caller.userId, witnessedBy });
      return this.discrepancies.change(tx, discrepancy, changes, at);
    });
  }
}
