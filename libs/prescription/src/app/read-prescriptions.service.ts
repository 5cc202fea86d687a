import { Injectable } from '@nestjs/common';
import { readsRecordOf } from '#platform/audit';
import { NotFoundError, type AsRead } from '#platform/kernel';
import { mapPage, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, HomeZone, later } from '#platform/time';
import { PrescriptionRepository, type PrescriptionFilter } from '../data/prescription.repository.js';
import { mayReadOtherwise, prescriptionAt, type PrescriptionAt } from '../domain/prescription-at.js';
import type { Revision } from '../domain/prescription.js';

/** Prescriptions as they read now. */
@Injectable()
export class ReadPrescriptions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  async list(filter: Omit<PrescriptionFilter, 'at'>, page: PageRequest): Promise<Page<PrescriptionAt>> {
    const at = this.clock.now();
    const found = await this.prescriptions.list(this.unitOfWork.reader, { ...filter, at }, page);
    return mapPage(found, (prescription) => prescriptionAt(prescription, at, this.zone.id));
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<AsRead<PrescriptionAt>> {
    const prescription = await this.prescriptions.load(this.unitOfWork.reader, id);
    // A version never reads as it did before it was made, though another clock than this one dated it.
    const at = later(this.clock.now(), prescription.updatedAt);
    const record = prescriptionAt(prescription, at, this.zone.id);
    return { record, mayHaveChanged: mayReadOtherwise(prescription, at, this.zone.id) };
  }

  /** Newest first. @throws NotFoundError */
  async revisions(id: string, page: PageRequest): Promise<Page<Revision>> {
    const { reader } = this.unitOfWork;
    const residentId = await this.prescriptions.residentOf(reader, id);
    if (residentId === null) throw new NotFoundError('prescription');
    readsRecordOf(residentId);
    return this.prescriptions.revisions(reader, id, page);
  }
}
