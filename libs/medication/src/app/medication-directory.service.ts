import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import type { Reader } from '#platform/database';
import { MedicationRepository } from '../data/medication.repository.js';
import type { Medication } from '../domain/medication.js';

/** What other domains may ask of the catalogue, inside their own unit of work. Nothing is locked by it. */
@Injectable()
export class MedicationDirectory {
  constructor(private readonly medications: MedicationRepository) {}

  /** @throws NotFoundError */
  async get(reader: Reader, id: string): Promise<Medication> {
    const [medication] = await this.medications.find(reader, [id]);
    if (medication === undefined) throw new NotFoundError('medication');
    return medication;
  }

  /** Those of the ids that are known, in no order. */
  find(reader: Reader, ids: readonly string[]): Promise<readonly Medication[]> {
    return this.medications.find(reader, ids);
  }
}
