import { Injectable, type OnModuleInit } from '@nestjs/common';
import { departureRevoked, type DepartureRevoked } from '#resident';
import type { Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { ChangeStatus } from './change-status.service.js';
import { TrackReconciliations } from './track-reconciliations.service.js';

/** Who never left has their doses again, and what was to be decided about them. */
@Injectable()
export class OnDepartureRevoked implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly reconciliations: TrackReconciliations,
    private readonly statuses: ChangeStatus,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(departureRevoked, (tx, departure) => this.resume(tx, departure));
  }

  private async resume(tx: Tx, departure: DepartureRevoked): Promise<void> {
    await this.statuses.resumeAll(tx, departure);
    await this.reconciliations.resumeAfterDeparture(tx, departure);
  }
}
