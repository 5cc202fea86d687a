import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#platform/database';
import { ResidentDirectory } from '#resident';
import { AlertRepository } from '../data/alert.repository.js';
import { escalate, settle, type Act, type Alert } from '../domain/alerts/alert.js';
import type { Finding } from '../domain/alerts/cause.js';
import { planAlerts } from '../domain/alerts/plan.js';

/** Makes alerts of what is found, inside the unit of work that finds it. */
@Injectable()
export class RaiseAlerts {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly residents: ResidentDirectory,
  ) {}

  /**
   * Raises an alert for each resident and cause, or counts it on the one that isn't resolved. Who has left for good, or
   * died, has none. A fixed number of statements beside those for alerts that are there already; nothing when there are
   * no findings.
   */
  async raise(tx: Tx, findings: readonly Finding[], act: Act): Promise<void> {
    if (findings.length === 0) return;
    const present = await this.ofPresent(tx, findings);
    if (present.length === 0) return;
    await this.alerts.lock(tx);
    const residentIds = [...new Set(present.map(({ residentId }) => residentId))];
    const active = await this.alerts.active(tx, residentIds, [...new Set(present.map(({ key }) => key))]);
    await this.alerts.carryOut(
      tx,
      planAlerts(active, present, () => newId(act.at), act),
      act.at,
    );
  }

  /** The same by the system, of what somebody has seen or not: it has waited for too long. They are locked. */
  async escalate(tx: Tx, alerts: readonly Alert[], act: Act): Promise<void> {
    const changed = alerts.map((before) => ({ before, ...escalate(before, act) }));
    const events = changed.flatMap((change) => change.events);
    await this.alerts.carryOut(tx, { raised: [], changed, events }, act.at);
  }

  /** What these alerts were about is over, as the system has found. They are locked. */
  async settle(tx: Tx, alerts: readonly Alert[], reason: string, act: Act): Promise<void> {
    const settled = alerts.map((before) => ({ before, ...settle(before, reason, act) }));
    const events = settled.flatMap((change) => change.events);
    await this.alerts.carryOut(tx, { raised: [], changed: settled, events }, act.at);
  }

  private async ofPresent(tx: Tx, findings: readonly Finding[]): Promise<readonly Finding[]> {
    const ids = [...new Set(findings.flatMap(({ residentId }) => residentId ?? []))];
    const residents = await this.residents.find(tx, { ids });
    const gone = new Set(
      residents.filter(({ status }) => status === 'discharged' || status === 'deceased').map(({ id }) => id),
    );
    return findings.filter(({ residentId }) => residentId === null || !gone.has(residentId));
  }
}
