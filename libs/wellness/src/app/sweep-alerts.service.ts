import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork, type Reader, type Tx } from '#platform/database';
import { Sweeps } from '#platform/sweeps';
import { addMinutes, Clock, type Instant } from '#platform/time';
import { AlertRepository } from '../data/alert.repository.js';
import { isToBeEscalated, SYSTEM, type Alert, type EscalationMinutes } from '../domain/alerts/alert.js';
import { nameOfCause, type Finding } from '../domain/alerts/cause.js';
import { differences } from '../domain/alerts/differences.js';
import { ruleById, type RuleId } from '../domain/alerts/rules.js';
import { SILENCE_RULES } from '../domain/alerts/silence.js';
import { LookAround } from './look-around.service.js';
import { RaiseAlerts } from './raise-alerts.service.js';

/** Minutes after which an alert that nobody has seen is escalated, by severity (`ALERT_ESCALATION`). */
export const ESCALATION = Symbol('escalation of alerts');

/** Raises alerts for what is missing, resolves those of what is missing no more, and escalates those that nobody has seen. */
@Injectable()
export class SweepAlerts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly alerts: AlertRepository,
    private readonly raising: RaiseAlerts,
    look: LookAround,
    private readonly clock: Clock,
    @Inject(ESCALATION) private readonly escalation: EscalationMinutes,
    sweeps: Sweeps,
  ) {
    const { reader } = unitOfWork;
    // A dose that isn't looked for any more may still not have been given.
    this.register(sweeps, 'missed-dose', (now) => look.lateDoses(now), false);
    for (const rule of SILENCE_RULES) this.register(sweeps, rule.rule, (now) => look.silences(reader, rule, now));
    this.register(sweeps, 'no-activity', (now) => look.idle(reader, now));
    this.register(sweeps, 'reassessment-due', (now) => look.reassessments(reader, now));
    this.register(sweeps, 'low-stock', (now) => look.shortStock(now));
    sweeps.register('alerts that nobody has seen', () => this.escalate());
  }

  private register(
    sweeps: Sweeps,
    rule: RuleId,
    find: (now: Instant) => Promise<readonly Finding[]>,
    settles = true,
  ): void {
    sweeps.register(`alerts: ${rule}`, async () => {
      const now = this.clock.now();
      await this.compare(rule, await find(now), settles, now);
    });
  }

  /** Writes only where something has changed. Another process that looks at the same time finds that done. */
  private async compare(rule: RuleId, found: readonly Finding[], settles: boolean, at: Instant): Promise<void> {
    const { reader } = this.unitOfWork;
    const wanted = await this.withoutQuiet(reader, rule, found, at);
    const before = differences(await this.alerts.activeBy(reader, rule), wanted, settles);
    if (before.toRaise.length + before.toSettle.length === 0) return;
    await this.unitOfWork.write((tx) => this.bringUp(tx, rule, wanted, settles, at));
  }

  private async bringUp(
    tx: Tx,
    rule: RuleId,
    wanted: readonly Finding[],
    settles: boolean,
    at: Instant,
  ): Promise<void> {
    await this.alerts.lock(tx);
    const { toRaise, toSettle } = differences(await this.alerts.activeBy(tx, rule), wanted, settles);
    await this.raising.raise(tx, toRaise, { by: SYSTEM, at });
    await this.raising.settle(tx, toSettle, 'it holds no more, or the resident is away', { by: SYSTEM, at });
  }

  /** What a person has resolved is left alone for a while, though it still holds. */
  private async withoutQuiet(
    reader: Reader,
    rule: RuleId,
    found: readonly Finding[],
    now: Instant,
  ): Promise<readonly Finding[]> {
    const { quietMinutes } = ruleById(rule);
    if (quietMinutes === null || found.length === 0) return found;
    const quiet = await this.alerts.settledByPeople(reader, rule, addMinutes(now, -quietMinutes));
    const known = new Set(quiet.map(({ residentId, cause }) => nameOfCause(residentId, cause)));
    return found.filter(({ residentId, key }) => !known.has(nameOfCause(residentId, key)));
  }

  private async escalate(): Promise<void> {
    const at = this.clock.now();
    const due = (all: readonly Alert[]): readonly Alert[] =>
      all.filter((alert) => isToBeEscalated(alert, this.escalation, at));
    if (due(await this.alerts.unseen(this.unitOfWork.reader)).length === 0) return;
    await this.unitOfWork.write(async (tx) => {
      await this.alerts.lock(tx);
      await this.raising.escalate(tx, due(await this.alerts.unseen(tx)), { by: SYSTEM, at });
    });
  }
}
