import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock } from '#platform/time';
import { ConditionRepository } from '../data/clinical.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import type { Condition, ConditionChanges, NewCondition } from '../domain/condition.js';

/** Diagnoses and problems of a resident. */
@Injectable()
export class RecordConditions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly conditions: ConditionRepository,
    private readonly clock: Clock,
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

  /** @throws NotFoundError */
  record(residentId: string, details: NewCondition, caller: Caller): Promise<Condition> {
    const at = this.clock.now();
    return this.unitOfWork.write(async (tx) => {
      await this.residents.load(tx, residentId);
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
        recordedBy: caller.userId,
      };
      await this.conditions.add(tx, condition);
      return condition;
    });
  }

  /** @throws NotFoundError, VersionConflictError */
  change(residentId: string, id: string, changes: ConditionChanges, version: number | undefined): Promise<Condition> {
    return this.unitOfWork.write(async (tx) => {
      const condition = await this.conditions.load(tx, residentId, id);
      expectVersion(condition, version);
      return this.conditions.change(tx, condition, given(changes), this.clock.now());
    });
  }
}
