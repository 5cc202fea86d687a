import { Injectable, type OnModuleInit } from '@nestjs/common';
import { residentDeparted, type ResidentDeparted } from '#resident';
import type { Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { ChangeStatus } from './change-status.service.js';
import { TrackReconciliations } from './track-reconciliations.service.js';

/** Who has left for good has no doses any more: both happen, or neither. */
@Injectable()
export class OnResidentDeparted implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly reconciliations: TrackReconciliations,
    private readonly statuses: ChangeStatus,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(residentDeparted, (tx, departure) => this.end(tx, departure));
  }

  /** First what is to be decided: once all is stopped, nothing would be. */
  private async end(tx: Tx, departure: ResidentDeparted): Promise<void> {
    await this.reconciliations.endAtDeparture(tx, departure);
    await this.statuses.stopAll(tx, departure);
  }
}
