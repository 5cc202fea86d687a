import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, HomeZone, localDateOf } from '#platform/time';
import { ConditionRepository } from '../data/clinical.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import { changesOf } from '../domain/clinical-status.js';
import type { Condition, ConditionChanges, NewCondition } from '../domain/condition.js';
import { checkLifeDates } from '../domain/life-dates.js';

/** Diagnoses and problems of a resident. */
@Injectable()
export class RecordConditions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly conditions: ConditionRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError */
  async list(residentId: string, page: PageRequest): Promise<Page<Condition>> {
    await this.residents.load(this.unitOfWork.reader, residentId);
    return this.conditions.list(this.unitOfWork.reader, residentId, page);
  }

  /** @throws NotFoundError */
  get(residentId: string, id: string): Promise<Condition> {
    return this.conditions.load(this.unitOfWork.reader, residentId, id);
  }

  /** @throws NotFoundError, InvalidFieldsError */
  record(residentId: string, details: NewCondition, caller: Caller): Promise<Condition> {
    const at = this.clock.now();
    return this.unitOfWork.write(async (tx) => {
      const { birthDate } = await this.residents.load(tx, residentId);
      checkLifeDates(details, localDateOf(at, this.zone.id), birthDate);
      const condition: Condition = {
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        residentId,
        code: details.code ?? null,
        codeSystem: details.codeSystem ?? null,
        text: details.text,
        onsetOn: details.onsetOn ?? null,
        status: details.status ?? 'active',
        statusReason: details.statusReason ?? null,
        recordedBy: caller.userId,
      };
      await this.conditions.add(tx, condition);
      return condition;
    });
  }

  /** @throws NotFoundError, VersionConflictError, IllegalTransitionError, InvalidFieldsError */
  change(residentId: string, id: string, changes: ConditionChanges, version: number | undefined): Promise<Condition> {
    return this.unitOfWork.write(async (tx) => {
      const { birthDate } = await this.residents.load(tx, residentId);
      const condition = await this.conditions.load(tx, residentId, id);
      expectVersion(condition, version);
      const changed = changesOf('condition', condition, given(changes));
      const at = this.clock.now();
      checkLifeDates(changed, localDateOf(at, this.zone.id), birthDate);
      return this.conditions.change(tx, condition, changed, at);
    });
  }
}
