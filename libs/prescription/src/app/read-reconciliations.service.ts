import { Injectable } from '@nestjs/common';
import { displayName, ResidentDirectory, type Bed } from '#resident';
import { NotFoundError, type AsRead } from '#platform/kernel';
import { UnitOfWork, type Page, type PageRequest, type Reader } from '#platform/database';
import { Clock } from '#platform/time';
import { ReconciliationRepository, type ReconciliationLine } from '../data/reconciliation.repository.js';
import type { ReconciliationStatus } from '../domain/reconciliation.js';
import { DescribeReconciliation, type DescribedReconciliation } from './describe-reconciliation.service.js';

/** A reconciliation in a list, with whose it is and how much is left to decide. */
export interface ListedReconciliation extends ReconciliationLine {
  readonly residentName: string;
  readonly bed: Bed | null;
}

/** Reconciliations as they read now. */
@Injectable()
export class ReadReconciliations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reconciliations: ReconciliationRepository,
    private readonly residents: ResidentDirectory,
    private readonly described: DescribeReconciliation,
    private readonly clock: Clock,
  ) {}

  /** The open one of a resident, else the last. @throws NotFoundError when there never was one. */
  async get(residentId: string): Promise<AsRead<DescribedReconciliation>> {
    const { reader } = this.unitOfWork;
    await this.residents.get(reader, residentId);
    const current = await this.reconciliations.current(reader, residentId);
    if (current === undefined) throw new NotFoundError('reconciliation');
    return this.described.describe(reader, current, this.clock.now());
  }

  /** Those of who is in a unit now, or anywhere: the last return first, in a fixed number of statements. */
  async list(
    { status, unit }: { readonly status: ReconciliationStatus; readonly unit?: string | undefined },
    page: PageRequest,
  ): Promise<Page<ListedReconciliation>> {
    const { reader } = this.unitOfWork;
    const at = this.clock.now();
    const residentIds = unit === undefined ? undefined : await this.inUnit(reader, unit);
    const { items, nextCursor } = await this.reconciliations.list(reader, { status, at, residentIds }, page);
    const ids = [...new Set(items.map(({ residentId }) => residentId))];
    const found = new Map((await this.residents.find(reader, { ids })).map((resident) => [resident.id, resident]));
    return {
      items: items.flatMap((item): ListedReconciliation[] => {
        const resident = found.get(item.residentId);
        return resident === undefined ? [] : [{ ...item, residentName: displayName(resident), bed: resident.bed }];
      }),
      nextCursor,
    };
  }

  /** As many as it has beds, at most. */
  private async inUnit(reader: Reader, unit: string): Promise<readonly string[]> {
    return (await this.residents.find(reader, { unit })).map(({ id }) => id);
  }
}
