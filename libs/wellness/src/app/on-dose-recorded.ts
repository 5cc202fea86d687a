import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock } from '#platform/time';
import { doseRecorded, type DoseRecorded } from '#prescription';
import { AlertRepository } from '../data/alert.repository.js';
import { SYSTEM } from '../domain/alerts/alert.js';
import { doseCause } from '../domain/alerts/home-findings.js';
import { RaiseAlerts } from './raise-alerts.service.js';

/** What became of a dose is known: nobody has to be told any more that it is late. */
@Injectable()
export class OnDoseRecorded implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly alerts: AlertRepository,
    private readonly raising: RaiseAlerts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(doseRecorded, (tx, fact) => this.settle(tx, fact));
  }

  /** Takes the lock only where there is an alert: most doses are given in time. */
  private async settle(tx: Tx, { administration }: DoseRecorded): Promise<void> {
    const { prescriptionId, residentId, scheduledFor, outcome } = administration;
    if (scheduledFor === null) return;
    const causes = [doseCause(prescriptionId, scheduledFor)];
    if ((await this.alerts.active(tx, [residentId], causes)).length === 0) return;
    await this.alerts.lock(tx);
    const active = await this.alerts.active(tx, [residentId], causes);
    await this.raising.settle(tx, active, `the dose was recorded: ${outcome}`, { by: SYSTEM, at: this.clock.now() });
  }
}
