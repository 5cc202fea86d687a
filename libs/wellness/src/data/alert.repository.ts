import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import {
  Announcements,
  newId,
  type Page,
  type Waiting,
  type PageRequest,
  type Reader,
  type Stretch,
  type Tx,
} from '#platform/database';
import { advisoryLock, insertRows, keysetPage, newestIn, select, updateRow } from '#platform/database/sql';
import type { Instant, Window } from '#platform/time';
import { SYSTEM, type Alert, type AlertEvent, type AlertStatus, type NewEvent } from '../domain/alerts/alert.js';
import type { Plan } from '../domain/alerts/plan.js';
import type { RuleId } from '../domain/alerts/rules.js';
import type { Severity } from '../domain/alerts/severity.js';
import { TOLD_OF_ALERT, type ToldAlert } from '../domain/describe.js';
import { AlertEntity, AlertEventEntity } from './alert.entity.js';

/** Under which it is announced that something became of alerts. */
const NEWS = 'alerts';

const NEWEST_FIRST = { name: 'raised-at', direction: 'DESC', keys: ['raisedAt', 'id'] } as const;

/** Whoever changes an alert holds this lock of the home's database until their unit of work ends. */
const ALERTS_LOCK = 0x616c_7274;

/** Rows of one INSERT, and parameters of one IN: SQLite takes 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 1000;

/** The most alerts of a window that a chart looks at. */
const MARKED = 200;

/** What a list of alerts may be narrowed by. */
export interface AlertFilter {
  /** `unresolved`: open or acknowledged. */
  readonly status?: AlertStatus | 'unresolved' | undefined;
  readonly severity?: Severity | undefined;
  readonly residentIds?: readonly string[] | undefined;
}

/** Alerts and what became of them, as they are stored. */
@Injectable()
export class AlertRepository {
  constructor(private readonly announcements: Announcements) {}

  /** In the order in which they were raised, the newest first. */
  async list(reader: Reader, { status, severity, residentIds }: AlertFilter, page: PageRequest): Promise<Page<Alert>> {
    if (residentIds?.length === 0) return { items: [], nextCursor: null };
    const query = select(reader, AlertEntity, 'alert');
    if (status === 'unresolved') query.andWhere("alert.status <> 'resolved'");
    else if (status !== undefined) query.andWhere('alert.status = :status', { status });
    if (severity !== undefined) query.andWhere('alert.severity = :severity', { severity });
    if (residentIds !== undefined) query.andWhere('alert.residentId IN (:...residentIds)', { residentIds });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Those of a stretch of time, newest first. */
  during(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly ToldAlert[]> {
    const query = select(reader, AlertEntity, 'alert').where('alert.residentId = :residentId', { residentId });
    return newestIn(query, 'raisedAt', stretch, TOLD_OF_ALERT);
  }

  /** What a chart marks of those that were raised in a window, the newest of them, newest first. */
  raisedIn(
    reader: Reader,
    residentId: string,
    { from, to }: Window,
  ): Promise<readonly Pick<Alert, 'raisedAt' | 'message' | 'inputs'>[]> {
    const query = select(reader, AlertEntity, 'alert').where('alert.residentId = :residentId', { residentId });
    const stretch = { from, before: { at: to, id: '' }, limit: MARKED };
    return newestIn(query, 'raisedAt', stretch, ['raisedAt', 'message', 'inputs']);
  }

  /** @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<Alert> {
    const row = await select(reader, AlertEntity, 'alert').where('alert.id = :id', { id }).getOne();
    if (row === null) throw new NotFoundError('alert');
    return row;
  }

  /** Those of these ids that there are, in no order. */
  async find(reader: Reader, ids: readonly string[]): Promise<readonly Alert[]> {
    if (ids.length === 0) return [];
    return select(reader, AlertEntity, 'alert').where('alert.id IN (:...ids)', { ids }).getMany();
  }

  /** Until there is an event after those that were read; one wait may be for nothing. */
  waitForNews(): Waiting {
    return this.announcements.waitFor(NEWS);
  }

  /** What became of an alert, the newest first. */
  async history(reader: Reader, alertId: string, page: PageRequest): Promise<Page<AlertEvent>> {
    const query = select(reader, AlertEventEntity, 'event').where('event.alertId = :alertId', { alertId });
    return keysetPage(query, { name: 'alert-events', direction: 'DESC', keys: ['seq'] }, page);
  }

  /**
   * What became of all alerts since an event, in the order in which it was committed: none comes later with a smaller
   * number than one that was seen.
   */
  async eventsAfter(reader: Reader, seq: number, limit: number): Promise<readonly AlertEvent[]> {
    return select(reader, AlertEventEntity, 'event')
      .where('event.seq > :seq', { seq })
      .orderBy('event.seq', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** The number of the newest event; 0: there is none. */
  async lastSeq(reader: Reader): Promise<number> {
    const last = await select(reader, AlertEventEntity, 'event').orderBy('event.seq', 'DESC').limit(1).getOne();
    return last?.seq ?? 0;
  }

  /**
   * Holds the alerts of the home until the unit of work ends: what is read of them after it holds, and events are
   * committed in the order of their numbers. To be taken as late as can be.
   */
  async lock(tx: Tx): Promise<void> {
    await advisoryLock(tx, ALERTS_LOCK);
  }

  /** Those that aren't resolved, of these residents (null: of the home) and causes: at most one of each pair. */
  async active(tx: Tx, residentIds: readonly (string | null)[], causes: readonly string[]): Promise<readonly Alert[]> {
    const ids = residentIds.filter((id) => id !== null);
    const found: Alert[] = [];
    for (const some of batches(ids)) {
      found.push(
        ...(await select(tx, AlertEntity, 'alert')
          .where("alert.status <> 'resolved' AND alert.residentId IN (:...some)", { some })
          .andWhere('alert.cause IN (:...causes)', { causes })
          .getMany()),
      );
    }
    if (ids.length === residentIds.length) return found;
    const ofTheHome = await select(tx, AlertEntity, 'alert')
      .where("alert.status <> 'resolved' AND alert.residentId IS NULL AND alert.cause IN (:...causes)", { causes })
      .getMany();
    return [...found, ...ofTheHome];
  }

  /** Those of a rule that aren't resolved. */
  async activeBy(reader: Reader, rule: RuleId): Promise<readonly Alert[]> {
    return select(reader, AlertEntity, 'alert')
      .where("alert.status <> 'resolved' AND alert.rule = :rule", { rule })
      .getMany();
  }

  /** Those of a rule that a person has resolved since an instant. */
  async settledByPeople(
    reader: Reader,
    rule: RuleId,
    since: Instant,
  ): Promise<readonly Pick<Alert, 'residentId' | 'cause'>[]> {
    return select(reader, AlertEntity, 'alert')
      .where("alert.status = 'resolved' AND alert.rule = :rule AND alert.resolvedAt >= :since", { rule, since })
      .andWhere('alert.resolvedBy <> :system', { system: SYSTEM })
      .getMany();
  }

  /** Those that nobody has seen, as they are now. */
  async unseen(reader: Reader): Promise<readonly Alert[]> {
    return select(reader, AlertEntity, 'alert')
      .where(
        "alert.status = 'open' OR (alert.status = 'acknowledged' AND alert.severityRaisedAt > alert.acknowledgedAt)",
      )
      .getMany();
  }

  /** Those of one resident that aren't resolved. */
  async activeOf(tx: Tx, residentId: string): Promise<readonly Alert[]> {
    return select(tx, AlertEntity, 'alert')
      .where("alert.status <> 'resolved' AND alert.residentId = :residentId", { residentId })
      .getMany();
  }

  /** Those that aren't resolved and for whose occurrences only this fact spoke, or others that were errors too. */
  async restingOn(tx: Tx, factId: string): Promise<readonly Alert[]> {
    const final = (table: string): string =>
      `SELECT 1 FROM "${table}" "fact" WHERE "fact"."id" = "other"."source_id" AND "fact"."status" = 'final'`;
    return select(tx, AlertEntity, 'alert')
      .where("alert.status <> 'resolved'")
      .andWhere(
        `alert.id IN (SELECT "event"."alert_id" FROM "alert_events" "event" WHERE "event"."source_id" = :factId)`,
        { factId },
      )
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM "alert_events" "other" WHERE "other"."alert_id" = alert.id
          AND "other"."source_id" IS NOT NULL
          AND (EXISTS (${final('observations')}) OR EXISTS (${final('assessments')})))`,
      )
      .getMany();
  }

  /** Stores what findings or people did to alerts. They are locked. */
  async carryOut(tx: Tx, { raised, changed, events }: Plan, at: Instant): Promise<void> {
    for (const some of batches(raised)) await insertRows(tx, AlertEntity, some);
    for (const { before, after } of changed) await this.change(tx, before, after, at);
    await this.append(tx, events, at);
  }

  /** @returns the alert as it is then. @throws VersionConflictError */
  async change(tx: Tx, { id, version }: Alert, after: Alert, at: Instant): Promise<Alert> {
    const { id: _id, version: _version, createdAt: _created, updatedAt: _updated, ...changes } = after;
    return { ...after, version: await updateRow(tx, AlertEntity, { id, version, at }, changes), updatedAt: at };
  }

  private async append(tx: Tx, events: readonly NewEvent[], at: Instant): Promise<void> {
    if (events.length === 0) return;
    const last = await this.lastSeq(tx);
    const rows = events.map((event, index) => ({ ...event, id: newId(at), seq: last + 1 + index }));
    for (const some of batches(rows)) await insertRows(tx, AlertEventEntity, some);
    await this.announcements.announce(tx, NEWS);
  }
}

function* batches<T>(items: readonly T[]): Generator<readonly T[], void, undefined> {
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT)
    yield items.slice(from, from + ROWS_PER_STATEMENT);
}
