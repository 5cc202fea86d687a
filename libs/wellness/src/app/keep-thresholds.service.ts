import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { UnitOfWork, type Tx } from '#platform/database';
import { expectVersion } from '#platform/kernel';
import { Clock } from '#platform/time';
import { ResidentDirectory } from '#resident';
import { AlertThresholdsRepository } from '../data/alert-thresholds.repository.js';
import { AlertRepository } from '../data/alert.repository.js';
import { scopeOf, thresholdSet, thresholdSetVersion, type ThresholdSet } from '../domain/alerts/threshold-set.js';
import { readThresholds, type NewThreshold } from '../domain/alerts/threshold.js';

/** Thresholds of a resident (an id) or of the home (null). */
@Injectable()
export class KeepThresholds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly thresholds: AlertThresholdsRepository,
    private readonly alerts: AlertRepository,
    private readonly residents: ResidentDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async get(residentId: string | null): Promise<ThresholdSet> {
    const { reader } = this.unitOfWork;
    if (residentId !== null) await this.residents.get(reader, residentId);
    return thresholdSet(residentId, await this.thresholds.of(reader, [residentId]));
  }

  /**
   * Puts these rules in the place of all that were set. They count for readings from now on; alerts that are there stay.
   * @throws NotFoundError, VersionConflictError, InvalidFieldsError
   */
  async put(
    residentId: string | null,
    rules: readonly NewThreshold[],
    version: number | undefined,
    { userId: setBy }: Caller,
  ): Promise<ThresholdSet> {
    const read = readThresholds(rules);
    return this.unitOfWork.write((tx) => this.replace(tx, { residentId, rules: read, setBy }, version));
  }

  private async replace(
    tx: Tx,
    set: { readonly residentId: string | null; readonly rules: ThresholdSet['rules']; readonly setBy: string },
    version: number | undefined,
  ): Promise<ThresholdSet> {
    const { residentId } = set;
    if (residentId !== null) await this.residents.get(tx, residentId);
    await this.alerts.lock(tx);
    const stored = await this.thresholds.of(tx, [residentId]);
    const known = stored.get(scopeOf(residentId));
    expectVersion({ version: thresholdSetVersion(known) }, version);
    const next = await this.thresholds.put(tx, known, set, this.clock.now());
    return thresholdSet(residentId, new Map([...stored, [scopeOf(residentId), next]]));
  }
}
