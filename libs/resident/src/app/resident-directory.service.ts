import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { AllergyRepository, ConditionRepository } from '../data/clinical.repository.js';
import { ResidentRepository, type ResidentFilter } from '../data/resident.repository.js';
import { StayRepository } from '../data/stay.repository.js';
import type { Allergy } from '../domain/allergy.js';
import type { Condition } from '../domain/condition.js';
import type { Resident, ResidentStatus } from '../domain/resident.js';
import { statusPeriods, type StatusPeriod } from '../domain/stay.js';

/** What other domains may ask of residents, inside their own unit of work. */
@Injectable()
export class ResidentDirectory {
  constructor(
    private readonly residents: ResidentRepository,
    private readonly stays: StayRepository,
    private readonly allergies: AllergyRepository,
    private readonly conditions: ConditionRepository,
  ) {}

  /** With a `Tx` the resident stays as it is until that unit of work ends. @throws NotFoundError */
  get(reader: Reader, id: string): Promise<Resident> {
    return this.residents.load(reader, id);
  }

  /** Only that: with a `Tx` it stays so until that unit of work ends. @throws NotFoundError */
  status(reader: Reader, id: string): Promise<ResidentStatus> {
    return this.residents.statusOf(reader, id);
  }

  /** Ordered by family name. */
  find(reader: Reader, filter: ResidentFilter): Promise<readonly Resident[]> {
    return this.residents.findAll(reader, filter);
  }

  /** The statuses each resident has had and when; nothing before the first movement. */
  async statusPeriods(
    reader: Reader,
    residentIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly StatusPeriod[]>> {
    const histories = await this.stays.histories(reader, residentIds);
    return new Map([...histories].map(([id, stays]) => [id, statusPeriods(stays)]));
  }

  /** Active allergies and intolerances. */
  activeAllergies(reader: Reader, residentIds: readonly string[]): Promise<readonly Allergy[]> {
    return this.allergies.active(reader, residentIds);
  }

  /** Active diagnoses and problems. */
  activeConditions(reader: Reader, residentIds: readonly string[]): Promise<readonly Condition[]> {
    return this.conditions.active(reader, residentIds);
  }
}
