import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock } from '#platform/time';
import { residentDeparted, type ResidentDeparted } from '#resident';
import { AlertRepository } from '../data/alert.repository.js';
import { SYSTEM } from '../domain/alerts/alert.js';
import { RaiseAlerts } from './raise-alerts.service.js';

/**
 * The alerts of who leaves for good, or dies, are over. When that was an error they stay so: the next reading, or the
 * next look at what is missing, raises anew what still holds.
 */
@Injectable()
export class OnResidentDeparted implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly alerts: AlertRepository,
    private readonly raising: RaiseAlerts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(residentDeparted, (tx, fact) => this.settleAll(tx, fact));
  }

  private async settleAll(tx: Tx, { residentId, because }: ResidentDeparted): Promise<void> {
    await this.alerts.lock(tx);
    const active = await this.alerts.activeOf(tx, residentId);
    const reason = because === 'death' ? 'the resident has died' : 'the resident was discharged';
    await this.raising.settle(tx, active, reason, { by: SYSTEM, at: this.clock.now() });
  }
}
