import { Injectable } from '@nestjs/common';
import { readsRecordOf } from '#platform/audit';
import { UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { HomeZone, parseRange } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import type { Administration } from '../domain/administration.js';

/** `from` and `to`: instants, or local dates that mean their whole day. */
export interface AdministrationQuery {
  readonly residentId?: string | undefined;
  readonly prescriptionId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The record of what became of doses. */
@Injectable()
export class ReadAdministrations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly administrations: AdministrationRepository,
    private readonly prescriptions: PrescriptionRepository,
    private readonly zone: HomeZone,
  ) {}

  async list({ from, to, ...filter }: AdministrationQuery, page: PageRequest): Promise<Page<Administration>> {
    const { reader } = this.unitOfWork;
    const range = parseRange({ from, to }, this.zone.id);
    if (filter.prescriptionId !== undefined) {
      readsRecordOf(await this.prescriptions.residentOf(reader, filter.prescriptionId));
    }
    return this.administrations.list(reader, { ...filter, ...range }, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Administration> {
    return this.administrations.load(this.unitOfWork.reader, id);
  }
}
