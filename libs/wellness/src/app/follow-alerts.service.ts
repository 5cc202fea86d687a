import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { AlertRepository } from '../data/alert.repository.js';
import type { AlertEvent } from '../domain/alerts/alert.js';
import type { Severity } from '../domain/alerts/severity.js';
import { KeepAlerts, type DescribedAlert } from './keep-alerts.service.js';

/** Events that are read at once. */
const AT_ONCE = 100;

/** How often is looked without news, in milliseconds: where another process's don't arrive. */
const LOOKED_EVERY = 5000;

/** What somebody wants to hear of. */
export interface AlertInterest {
  /** The number of the last event that is known; undefined: from now on. */
  readonly after: number | undefined;
  /** Of who has a bed there when it is told. */
  readonly unit: string | undefined;
  readonly severity: Severity | undefined;
}

/** Something that became of an alert, and the alert as it is when it is told; or where the following begins. */
export type AlertNews =
  | { readonly seq: number; readonly kind: 'ready' }
  | { readonly seq: number; readonly kind: AlertEvent['kind']; readonly alert: DescribedAlert };

/** Tells what becomes of alerts as it is committed, in whatever process of the home. */
@Injectable()
export class FollowAlerts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly alerts: AlertRepository,
    private readonly keeping: KeepAlerts,
  ) {}

  /** Each event once and in order of its number, out of the table alone: being woken only says when to look. */
  async *follow(interest: AlertInterest, signal: AbortSignal): AsyncGenerator<AlertNews, void, undefined> {
    const { reader } = this.unitOfWork;
    const waiting = this.alerts.waitForNews();
    try {
      const last = await this.alerts.lastSeq(reader);
      // A number that was never given, as after a restore, would keep what is to come from being told.
      let seq = Math.min(interest.after ?? last, last);
      yield { seq, kind: 'ready' };
      while (!signal.aborted) {
        const events = await this.alerts.eventsAfter(reader, seq, AT_ONCE);
        yield* await this.told(events, interest);
        seq = events.at(-1)?.seq ?? seq;
        if (events.length < AT_ONCE) await waiting.next(LOOKED_EVERY, signal);
      }
    } finally {
      waiting.end();
    }
  }

  private async told(events: readonly AlertEvent[], { unit, severity }: AlertInterest): Promise<readonly AlertNews[]> {
    const wanted = events.filter((event) => severity === undefined || event.severity === severity);
    if (wanted.length === 0) return [];
    const found = await this.keeping.find([...new Set(wanted.map(({ alertId }) => alertId))], unit);
    const alerts = new Map(found.map((alert) => [alert.id, alert]));
    return wanted.flatMap(({ seq, kind, alertId }) => {
      const alert = alerts.get(alertId);
      return alert === undefined ? [] : [{ seq, kind, alert }];
    });
  }
}
