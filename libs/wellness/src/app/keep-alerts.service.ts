import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { readsRecordOf } from '#platform/audit';
import { UnitOfWork, type Page, type PageRequest, type Reader } from '#platform/database';
import { expectVersion } from '#platform/kernel';
import { Clock } from '#platform/time';
import { displayName, ResidentDirectory } from '#resident';
import { AlertRepository, type AlertFilter } from '../data/alert.repository.js';
import { acknowledge, resolve, type Act, type Alert, type AlertEvent, type Change } from '../domain/alerts/alert.js';

/** What a list of alerts is narrowed by. */
export interface AlertQuery extends Pick<AlertFilter, 'status' | 'severity'> {
  /** Of who has a bed there now. */
  readonly unit?: string | undefined;
  readonly residentId?: string | undefined;
}

/** An alert with whom it is about. */
export interface DescribedAlert extends Alert {
  /** Family name first; null: it is about the home. */
  readonly residentName: string | null;
}

/** What a person does with an alert. */
export interface AlertCommand {
  readonly reason: string | null;
  /** That the caller has read; undefined: the caller doesn't say. */
  readonly version: number | undefined;
}

/** Alerts as people see and handle them. */
@Injectable()
export class KeepAlerts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly alerts: AlertRepository,
    private readonly residents: ResidentDirectory,
    private readonly clock: Clock,
  ) {}

  /** The newest first, in a fixed number of statements. */
  async list({ status, severity, unit, residentId }: AlertQuery, page: PageRequest): Promise<Page<DescribedAlert>> {
    const { reader } = this.unitOfWork;
    const residentIds = await this.whose(reader, unit, residentId);
    const { items, nextCursor } = await this.alerts.list(reader, { status, severity, residentIds }, page);
    return { items: await this.described(reader, items), nextCursor };
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<DescribedAlert> {
    const { reader } = this.unitOfWork;
    const alert = await this.alerts.load(reader, id);
    readsRecordOf(alert.residentId);
    return this.describe(reader, alert);
  }

  /** Those of these ids that there are, in a fixed number of statements. @param unit only of who has a bed there now */
  async find(ids: readonly string[], unit?: string): Promise<readonly DescribedAlert[]> {
    const { reader } = this.unitOfWork;
    const [found, residentIds] = [await this.alerts.find(reader, ids), await this.whose(reader, unit, undefined)];
    const wanted = new Set(residentIds);
    const asked = residentIds === undefined ? found : found.filter(({ residentId }) => wanted.has(residentId ?? ''));
    return this.described(reader, asked);
  }

  /** What became of an alert, the newest first. @throws NotFoundError */
  async history(id: string, page: PageRequest): Promise<Page<AlertEvent>> {
    const { reader } = this.unitOfWork;
    const { residentId } = await this.alerts.load(reader, id);
    readsRecordOf(residentId);
    return this.alerts.history(reader, id, page);
  }

  /** @throws NotFoundError, VersionConflictError, AlertTransitionError */
  acknowledge(id: string, { reason, version }: AlertCommand, caller: Caller): Promise<DescribedAlert> {
    return this.act(id, version, caller, (alert, act) => acknowledge(alert, reason, act));
  }

  /** @throws NotFoundError, VersionConflictError, AlertTransitionError */
  resolve(id: string, reason: string, version: number | undefined, caller: Caller): Promise<DescribedAlert> {
    return this.act(id, version, caller, (alert, act) => resolve(alert, reason, act));
  }

  private act(
    id: string,
    version: number | undefined,
    { userId: by }: Caller,
    decide: (alert: Alert, act: Act) => Change,
  ): Promise<DescribedAlert> {
    return this.unitOfWork.write(async (tx) => {
      await this.alerts.lock(tx);
      const alert = await this.alerts.load(tx, id);
      expectVersion(alert, version);
      const at = this.clock.now();
      const { after, events } = decide(alert, { by, at });
      await this.alerts.carryOut(tx, { raised: [], changed: [{ before: alert, after }], events }, at);
      return this.describe(tx, await this.alerts.load(tx, id));
    });
  }

  private async describe(reader: Reader, alert: Alert): Promise<DescribedAlert> {
    const [described] = await this.described(reader, [alert]);
    return described ?? { ...alert, residentName: null };
  }

  private async described(reader: Reader, alerts: readonly Alert[]): Promise<readonly DescribedAlert[]> {
    const ids = [...new Set(alerts.flatMap(({ residentId }) => residentId ?? []))];
    const names = new Map((await this.residents.find(reader, { ids })).map((one) => [one.id, displayName(one)]));
    return alerts.map((alert) => ({ ...alert, residentName: names.get(alert.residentId ?? '') ?? null }));
  }

  private async whose(
    reader: Reader,
    unit: string | undefined,
    residentId: string | undefined,
  ): Promise<readonly string[] | undefined> {
    if (unit === undefined) return residentId === undefined ? undefined : [residentId];
    const ids = residentId === undefined ? undefined : [residentId];
    return (await this.residents.find(reader, { unit, ids })).map(({ id }) => id);
  }
}
