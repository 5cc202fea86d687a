import { Inject, Injectable } from '@nestjs/common';
import { readsRecordOf } from '#platform/audit';
import { UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { addMinutes, Clock, HomeZone, parseRange } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import type { Administration, AdministrationInFull } from '../domain/administration.js';

/** Minutes after a dose as needed at which its response is due (`RESPONSE_DUE_MINUTES`). */
export const RESPONSE_DUE = Symbol('response due');

/** `from` and `to`: instants, or local dates that mean their whole day. */
export interface AdministrationQuery {
  readonly residentId?: string | undefined;
  readonly prescriptionId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only doses as needed whose response is due, and has not been told. */
  readonly awaitingResponse?: boolean | undefined;
}

/** The record of what became of doses. */
@Injectable()
export class ReadAdministrations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly administrations: AdministrationRepository,
    private readonly prescriptions: PrescriptionRepository,
    private readonly zone: HomeZone,
    private readonly clock: Clock,
    @Inject(RESPONSE_DUE) private readonly responseDue: number,
  ) {}

  async list(
    { from, to, awaitingResponse = false, ...filter }: AdministrationQuery,
    page: PageRequest,
  ): Promise<Page<Administration>> {
    const { reader } = this.unitOfWork;
    const range = parseRange({ from, to }, this.zone.id);
    if (filter.prescriptionId !== undefined) {
      readsRecordOf(await this.prescriptions.residentOf(reader, filter.prescriptionId));
    }
    const awaitedSince = awaitingResponse ? addMinutes(this.clock.now(), -this.responseDue) : undefined;
    return this.administrations.list(reader, { ...filter, ...range, awaitedSince }, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<AdministrationInFull> {
    return this.administrations.load(this.unitOfWork.reader, id);
  }
}
