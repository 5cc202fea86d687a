import { Injectable } from '@nestjs/common';
import { FindWithoutParticipation } from '#activity';
import type { Reader } from '#platform/database';
import { addDays, addMinutes, HomeZone, localDateOf, type Instant } from '#platform/time';
import { nextTurn } from '#platform/turns';
import { ReadMedicationRound, SuggestOrder, type RoundItem } from '#prescription';
import { ResidentDirectory } from '#resident';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { ObservationRepository } from '../data/observation.repository.js';
import type { Finding } from '../domain/alerts/cause.js';
import {
  doseFinding,
  idleFinding,
  reassessmentFinding,
  REMINDING,
  STOCK_DAYS,
  stockFinding,
} from '../domain/alerts/home-findings.js';
import { silenceFinding, trackedSince, type SilenceRule } from '../domain/alerts/silence.js';

/** How far back doses are looked for, in minutes: whatever was missed while the program was not running. */
const DOSES_SINCE = 24 * 60;

const CRITICAL = ['time-critical', 'high-risk', 'critical'] as const;

/** Looks for what is missing in the home. Who is on leave or in hospital is left alone. */
@Injectable()
export class LookAround {
  constructor(
    private readonly residents: ResidentDirectory,
    private readonly rounds: ReadMedicationRound,
    private readonly orders: SuggestOrder,
    private readonly participation: FindWithoutParticipation,
    private readonly observations: ObservationRepository,
    private readonly assessments: AssessmentRepository,
    private readonly zone: HomeZone,
  ) {}

  /** Critical doses of the last day that are late: the statements of one round, in turns. */
  async lateDoses(now: Instant): Promise<readonly Finding[]> {
    const { items } = await this.rounds.read({ from: addMinutes(now, -DOSES_SINCE), to: now });
    return items.flatMap((item) => {
      const state = lateness(item);
      if (state === undefined || !CRITICAL.some((flag) => item.flags.includes(flag))) return [];
      const { prescriptionId, residentId, scheduledFor, medication } = item;
      return [doseFinding({ prescriptionId, residentId, scheduledFor, state, medicine: medication.name })];
    });
  }

  /** Who has had nothing of a type recorded for too long: five statements. */
  async silences(reader: Reader, rule: SilenceRule, now: Instant): Promise<readonly Finding[]> {
    const here = await this.here(reader);
    await nextTurn();
    const last = await this.observations.lastTaken(reader, rule.type, [...here.keys()], trackedSince(rule, now));
    return [...last].flatMap(([residentId, at]) => {
      const tracked = { residentId, last: at, hereSince: here.get(residentId) ?? at };
      return silenceFinding(rule, tracked, now, this.zone.id) ?? [];
    });
  }

  /** Who took part in nothing, where anyone took part in something. */
  async idle(reader: Reader, now: Instant): Promise<readonly Finding[]> {
    const here = await this.here(reader);
    await nextTurn();
    const idle = (await this.participation.all({})).filter(({ residentId }) => here.has(residentId));
    if (idle.length === here.size) return [];
    return idle.map(({ residentId, lastAttendedAt }) => idleFinding(residentId, lastAttendedAt, now));
  }

  /** Whose last assessment asks for another: five statements. */
  async reassessments(reader: Reader, now: Instant): Promise<readonly Finding[]> {
    const here = await this.here(reader);
    await nextTurn();
    const last = await this.assessments.lastOfEach(reader, [...here.keys()], REMINDING);
    return last.flatMap(
      (assessment) => reassessmentFinding(assessment, here.get(assessment.residentId) ?? now, now, this.zone.id) ?? [],
    );
  }

  /** Counted stock that will not last a week: the statements of a suggestion of what to order, in turns. */
  async shortStock(now: Instant): Promise<readonly Finding[]> {
    const until = addDays(localDateOf(now, this.zone.id), STOCK_DAYS);
    const lines = await this.orders.all(until);
    return lines.flatMap(({ counted, runsOutOn, medication, resident }) => {
      if (!counted || runsOutOn === null) return [];
      const medicine = { medicationId: medication.id, medicine: medication.name };
      return [stockFinding({ residentId: resident?.id ?? null, ...medicine, runsOutOn }, now)];
    });
  }

  /** Who is in the home, and since when. */
  private async here(reader: Reader): Promise<ReadonlyMap<string, Instant>> {
    const residents = await this.residents.find(reader, { statuses: ['admitted'] });
    const ids = residents.map(({ id }) => id);
    const periods = await this.residents.statusPeriods(reader, ids);
    return new Map(
      ids.flatMap((id) => {
        const last = periods.get(id)?.at(-1);
        return last === undefined ? [] : [[id, last.from] as const];
      }),
    );
  }
}

function lateness({ state }: RoundItem): 'overdue' | 'missed' | undefined {
  return state === 'overdue' || state === 'missed' ? state : undefined;
}
