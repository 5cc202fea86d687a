import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock } from '#platform/time';
import { AllergyRepository } from '../data/clinical.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import type { Allergy, AllergyChanges, NewAllergy } from '../domain/allergy.js';
import { changesOf } from '../domain/clinical-status.js';

/** The one list of what harms a resident. */
@Injectable()
export class RecordAllergies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly allergies: AllergyRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async list(residentId: string, page: PageRequest): Promise<Page<Allergy>> {
    await this.residents.load(this.unitOfWork.reader, residentId);
    return this.allergies.list(this.unitOfWork.reader, residentId, page);
  }

  /** @throws NotFoundError */
  get(residentId: string, id: string): Promise<Allergy> {
    return this.allergies.load(this.unitOfWork.reader, residentId, id);
  }

  /** @throws NotFoundError */
  record(residentId: string, details: NewAllergy, caller: Caller): Promise<Allergy> {
    const at = this.clock.now();
    return this.unitOfWork.write(async (tx) => {
      await this.residents.load(tx, residentId);
      const allergy: Allergy = {
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        residentId,
        substance: details.substance,
        atcCode: details.atcCode ?? null,
        type: details.type,
        criticality: details.criticality,
        reaction: details.reaction ?? null,
        status: details.status ?? 'active',
        statusReason: details.statusReason ?? null,
        recordedBy: caller.userId,
      };
      await this.allergies.add(tx, allergy);
      return allergy;
    });
  }

  /** @throws NotFoundError, VersionConflictError, IllegalTransitionError */
  change(residentId: string, id: string, changes: AllergyChanges, version: number | undefined): Promise<Allergy> {
    return this.unitOfWork.write(async (tx) => {
      const allergy = await this.allergies.load(tx, residentId, id);
      expectVersion(allergy, version);
      return this.allergies.change(tx, allergy, changesOf('allergy', allergy, given(changes)), this.clock.now());
    });
  }
}
