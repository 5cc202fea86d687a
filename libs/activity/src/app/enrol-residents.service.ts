import { Injectable } from '@nestjs/common';
import { InvalidFieldsError, NotFoundError, type AsRead } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest, type Reader, type Tx } from '#platform/database';
import {
  addMilliseconds,
  Clock,
  HomeZone,
  later,
  localDateOf,
  nextMinute,
  type Instant,
  type LocalDate,
  type LocalDateTime,
} from '#platform/time';
import { ResidentDirectory } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import { EnrolmentRepository, type EnrolmentFilter } from '../data/enrolment.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import { EnrolmentWarningsError, ResidentDepartedError, SessionCancelledError } from '../domain/activity.errors.js';
import type { Contraindication } from '../domain/contraindication.js';
import { acknowledgementErrors, openWarnings } from '../domain/enrolment-warnings.js';
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
import { FindContraindications } from './find-contraindications.service.js';
import { FindEnrolmentWarnings } from './find-enrolment-warnings.service.js';

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

/** An enrolment as it stands now. */
export interface PlacedEnrolment extends Enrolment {
  /** In the queue, from 1; null: it has a place. */
  readonly position: number | null;
  /** What is against it now, as far as the reader may know: facts change after somebody was enrolled. */
  readonly contraindications: readonly Contraindication[];
}

/** Who asks, as far as it says what they may know. */
type Asking = Pick<Caller, 'roles'>;

/** Places in activities, and waiting for them. */
@Injectable()
export class EnrolResidents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly residents: ResidentDirectory,
    private readonly warnings: FindEnrolmentWarnings,
    private readonly against: FindContraindications,
    private readonly places: AssignPlaces,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError */
  async list(
    activityId: string,
    filter: EnrolmentFilter,
    page: PageRequest,
    asking: Asking,
  ): Promise<Page<PlacedEnrolment>> {
    const { reader } = this.unitOfWork;
    const activity = await this.activities.load(reader, activityId);
    const { items, nextCursor } = await this.enrolments.list(reader, activityId, filter, page);
    return { items: await this.placed(reader, activity, items, asking), nextCursor };
  }

  /** @throws NotFoundError */
  async get(activityId: string, id: string, asking: Asking): Promise<AsRead<PlacedEnrolment>> {
    const { reader } = this.unitOfWork;
    const enrolment = await this.enrolments.load(reader, activityId, id);
    const activity = await this.activities.load(reader, activityId);
    const [record] = await this.placed(reader, activity, [enrolment], asking);
    if (record === undefined) throw new NotFoundError('enrolment');
    const { version, requires, excludes } = activity;
    // Those before it in the queue move it up; the activity and the resident's record say what is against it.
    const isAsked = version > 1 || requires !== null || excludes !== null;
    return { record, mayHaveChanged: isAsked || record.status === 'waiting' };
  }

  /**
   * Gives a place, or one in the queue; who waits for a place that time has freed comes first.
   * @throws NotFoundError, InvalidFieldsError, ResidentDepartedError, AlreadyEnrolledError, SessionCancelledError,
   * EnrolmentWarningsError
   */
  enrol(activityId: string, request: EnrolmentRequest, asking: Asking): Promise<PlacedEnrolment> {
    const { residentId, acknowledge = [], acknowledgeReason = null } = request;
    return this.unitOfWork.write(async (tx) => {
      await this.activities.load(tx, activityId);
      const errors = acknowledgementErrors(acknowledge, acknowledgeReason);
      if (errors.length > 0) throw new InvalidFieldsError(errors);
      await this.lockResident(tx, residentId);
      const activity = await this.activities.lock(tx, activityId);
      const now = this.clock.now();
      await this.places.promote(tx, [activity], now);
      const today = localDateOf(now, this.zone.id);
      const { session: named } = request;
      const override = named == null ? undefined : await this.overrides.find(tx, activityId, named);
      const coverage = coverageOf(request, activity, today, override);
      const others = await this.enrolments.current(tx, [activityId], firstDay(coverage, today));
      checkNotEnrolled(residentId, coverage, others);
      if (override?.cancelled === true) throw new SessionCancelledError();
      const warnings = await this.warnings.of(tx, { activity, residentId, coverage, override }, now, asking);
      const [first, ...more] = openWarnings(warnings, acknowledge);
      if (first !== undefined) throw new EnrolmentWarningsError([first, ...more], warnings);
      const capacity = capacityFor(activity, override === undefined ? [] : [override], nextMinute(now, this.zone.id));
      const at = afterAll(others, now);
      const enrolment: Enrolment = {
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        activityId,
        residentId,
        ...coverage,
        status: placeFor(stillToCome(coverage, today), others, capacity),
        heldUntil: null,
        endedBy: null,
        acknowledge,
        acknowledgeReason,
      };
      await this.enrolments.add(tx, enrolment);
      const position = positions([...others, enrolment]).get(enrolment.id) ?? null;
      return { ...enrolment, position, contraindications: warnings.contraindications };
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

  private async placed(
    reader: Reader,
    activity: Activity,
    enrolments: readonly Enrolment[],
    asking: Asking,
  ): Promise<readonly PlacedEnrolment[]> {
    const queue = positions(await this.enrolments.waiting(reader, activity.id));
    const ids = [...new Set(enrolments.map(({ residentId }) => residentId))];
    const against = await this.against.of(reader, activity, ids, asking);
    return enrolments.map((enrolment) => ({
      ...enrolment,
      position: queue.get(enrolment.id) ?? null,
      contraindications: against.get(enrolment.residentId) ?? [],
    }));
  }
}

function firstDay({ from }: Coverage, today: LocalDate): LocalDate {
  return from !== null && from < today ? from : today;
}

/** Who comes later is later, though two come in one millisecond or by two clocks. */
function afterAll(enrolments: readonly Enrolment[], now: Instant): Instant {
  return enrolments.reduce((at, { createdAt }) => later(at, addMilliseconds(createdAt, 1)), now);
}
