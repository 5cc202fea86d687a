import { Injectable } from '@nestjs/common';
import { InvalidFieldsError, NotFoundError, type AsRead } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest, type Tx } from '#platform/database';
import {
  addMilliseconds,
  Clock,
  datePart,
  HomeZone,
  later,
  localDateTimeOf,
  type Instant,
  type LocalDate,
  type LocalDateTime,
} from '#platform/time';
import { ResidentDirectory } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import { EnrolmentRepository, type EnrolmentFilter } from '../data/enrolment.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import { ResidentDepartedError, ScheduleClashError, SessionCancelledError } from '../domain/activity.errors.js';
import {
  capacityFor,
  checkNotEnrolled,
  stillToCome,
  coverageOf,
  placeFor,
  positions,
  type Coverage,
  type Enrolment,
} from '../domain/enrolment.js';
import { AssignPlaces } from './assign-places.service.js';
import { FindClashes } from './find-clashes.service.js';

/** A request for a place. */
export interface EnrolmentRequest {
  readonly residentId: string;
  readonly session?: LocalDateTime | null | undefined;
  readonly from?: LocalDate | null | undefined;
  readonly until?: LocalDate | null | undefined;
  /** Codes of warnings that are known and accepted. */
  readonly acknowledge?: readonly string[] | undefined;
  readonly acknowledgeReason?: string | null | undefined;
}

/** An enrolment with its place in the queue, from 1; null: it has a place. */
export interface PlacedEnrolment extends Enrolment {
  readonly position: number | null;
}

/** Places in activities, and waiting for them. */
@Injectable()
export class EnrolResidents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly residents: ResidentDirectory,
    private readonly clashes: FindClashes,
    private readonly places: AssignPlaces,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError */
  async list(activityId: string, filter: EnrolmentFilter, page: PageRequest): Promise<Page<PlacedEnrolment>> {
    const { reader } = this.unitOfWork;
    await this.activities.load(reader, activityId);
    const { items, nextCursor } = await this.enrolments.list(reader, activityId, filter, page);
    const queue = positions(await this.enrolments.waiting(reader, activityId));
    return { items: items.map((enrolment) => placed(enrolment, queue)), nextCursor };
  }

  /** @throws NotFoundError */
  async get(activityId: string, id: string): Promise<AsRead<PlacedEnrolment>> {
    const { reader } = this.unitOfWork;
    const enrolment = await this.enrolments.load(reader, activityId, id);
    const record = placed(enrolment, positions(await this.enrolments.waiting(reader, activityId)));
    // Those before it in the queue move it up.
    return { record, mayHaveChanged: record.status === 'waiting' };
  }

  /**
   * Gives a place, or one in the queue; who waits for a place that time has freed comes first.
   * @throws NotFoundError, InvalidFieldsError, ResidentDepartedError, AlreadyEnrolledError, SessionCancelledError,
   * ScheduleClashError
   */
  enrol(activityId: string, request: EnrolmentRequest): Promise<PlacedEnrolment> {
    return this.unitOfWork.write(async (tx) => {
      await this.activities.load(tx, activityId);
      await this.lockResident(tx, request.residentId);
      const activity = await this.activities.lock(tx, activityId);
      const now = this.clock.now();
      await this.places.promote(tx, [activity], now);
      const localNow = localDateTimeOf(now, this.zone.id);
      const today = datePart(localNow);
      const { session: named } = request;
      const override = named == null ? undefined : await this.overrides.find(tx, activityId, named);
      const coverage = coverageOf(request, activity, today, override);
      const others = await this.enrolments.current(tx, [activityId], firstDay(coverage, today));
      checkNotEnrolled(request.residentId, coverage, others);
      await this.checkClashes(tx, activity, coverage, request, today);
      if (override?.cancelled === true) throw new SessionCancelledError();
      const capacity = capacityFor(activity, override === undefined ? [] : [override], localNow);
      const at = afterAll(others, now);
      const enrolment: Enrolment = {
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        activityId,
        residentId: request.residentId,
        ...coverage,
        status: placeFor(stillToCome(coverage, today), others, capacity),
        heldUntil: null,
        endedBy: null,
        acknowledge: request.acknowledge ?? [],
        acknowledgeReason: request.acknowledgeReason ?? null,
      };
      await this.enrolments.add(tx, enrolment);
      return placed(enrolment, positions([...others, enrolment]));
    });
  }

  /** Ends it; the place goes to who is next. @throws NotFoundError */
  remove(activityId: string, id: string): Promise<void> {
    return this.unitOfWork.write(async (tx) => {
      const activity = await this.activities.lock(tx, activityId);
      const enrolment = await this.enrolments.load(tx, activityId, id);
      const at = this.clock.now();
      await this.places.giveUp(tx, [enrolment], { from: at, endedBy: null }, at);
      await this.places.promote(tx, [activity], at);
    });
  }

  /** Before the activity, in the order in which a departure locks them. */
  private async lockResident(tx: Tx, id: string): Promise<void> {
    try {
      const { status } = await this.residents.get(tx, id);
      if (status === 'discharged' || status === 'deceased') throw new ResidentDepartedError();
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const message = 'is no resident of the home';
      throw new InvalidFieldsError([{ pointer: '/residentId', code: 'unknown-reference', message }]);
    }
  }

  private async checkClashes(
    tx: Tx,
    activity: Activity,
    coverage: Coverage,
    { residentId, acknowledge = [] }: EnrolmentRequest,
    today: LocalDate,
  ): Promise<void> {
    if (acknowledge.includes('schedule-clash')) return;
    const clashes = await this.clashes.of(tx, residentId, activity, coverage, today);
    if (clashes.length > 0) throw new ScheduleClashError(clashes);
  }
}

function placed(enrolment: Enrolment, queue: ReadonlyMap<string, number>): PlacedEnrolment {
  return { ...enrolment, position: queue.get(enrolment.id) ?? null };
}

function firstDay({ from }: Coverage, today: LocalDate): LocalDate {
  return from !== null && from < today ? from : today;
}

/** Who comes later is later, though two come in one millisecond or by two clocks. */
function afterAll(enrolments: readonly Enrolment[], now: Instant): Instant {
  return enrolments.reduce((at, { createdAt }) => later(at, addMilliseconds(createdAt, 1)), now);
}
