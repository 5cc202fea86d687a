import { Injectable } from '@nestjs/common';
import { isPermitted, Users, type Caller, type ReadPermission } from '#platform/access';
import { UnitOfWork } from '#platform/database';
import { ageOn, Clock, HomeZone, localDateOf, type Instant, type Zone } from '#platform/time';
import { PrescriptionDirectory, type CurrentMedicine } from '#prescription';
import {
  ResidentDirectory,
  ResidentRecord,
  type AllergyAnswer,
  type Condition,
  type Contact,
  type KnownAllergies,
  type Resident,
} from '#resident';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { ObservationRepository } from '../data/observation.repository.js';
import type { Assessment } from '../domain/assessment.js';
import type { Observation } from '../domain/observation.js';
import { OBSERVATION_TYPES } from '../domain/observation-types.js';

export { ROUND_FLAGS } from '#prescription';
export { ALLERGY_TYPES, CRITICALITIES, RESIDENT_STATUSES, RESUSCITATION_DECISIONS, SEXES } from '#resident';

/** What may be said of allergies: there are some, there are none, or nobody has asked. */
export const ALLERGY_ANSWERS = ['listed', 'none-known', 'not-asked'] as const satisfies readonly AllergyAnswer[];

/** Parts of a summary that not every role may read. */
export const SUMMARY_SECTIONS = ['allergies', 'conditions', 'medicines', 'observations'] as const;
export type SummarySection = (typeof SUMMARY_SECTIONS)[number];

const PERMISSIONS: Readonly<Record<SummarySection, readonly ReadPermission[]>> = {
  allergies: ['allergies:read'],
  conditions: ['conditions:read'],
  medicines: ['prescriptions:read', 'administrations:read', 'medications:read'],
  observations: ['observations:read'],
};

/** Allergies, with the name of who asked. */
export interface AskedAllergies extends KnownAllergies {
  /** Null: nobody who can be named. */
  readonly reviewedBy: string | null;
}

/** All that a hospital has to know of a resident at once. Null: the reader may not read it, and it is `withheld`. */
export interface Summary {
  readonly resident: Resident;
  /** Completed years. */
  readonly age: number;
  readonly timeZone: Zone;
  readonly asOf: Instant;
  readonly madeBy: string;
  readonly withheld: readonly SummarySection[];
  readonly contacts: readonly Contact[];
  readonly allergies: AskedAllergies | null;
  readonly conditions: readonly Condition[] | null;
  readonly medicines: readonly CurrentMedicine[] | null;
  /** The newest of each type, in the contract's order. */
  readonly observations: readonly Observation[] | null;
  /** Null also when none was ever made. */
  readonly news2: Assessment | null;
}

/** The page that goes with a resident to hospital. */
@Injectable()
export class ReadSummary {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentDirectory,
    private readonly record: ResidentRecord,
    private readonly prescriptions: PrescriptionDirectory,
    private readonly observations: ObservationRepository,
    private readonly assessments: AssessmentRepository,
    private readonly users: Users,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** As much as the caller may read, in a fixed number of statements. @throws NotFoundError */
  async read(residentId: string, { roles, displayName }: Caller): Promise<Summary> {
    const { reader } = this.unitOfWork;
    const resident = await this.residents.get(reader, residentId);
    const asOf = this.clock.now();
    const withheld = SUMMARY_SECTIONS.filter(
      (section) => !PERMISSIONS[section].every((one) => isPermitted(roles, one)),
    );
    const shown = <T>(section: SummarySection, read: () => Promise<T>): Promise<T | null> =>
      withheld.includes(section) ? Promise.resolve(null) : read();
    return {
      resident,
      age: ageOn(resident.birthDate, localDateOf(asOf, this.zone.id)),
      timeZone: this.zone.id,
      asOf,
      madeBy: displayName,
      withheld,
      contacts: await this.record.contacts(reader, residentId),
      allergies: await shown('allergies', () => this.allergies(residentId)),
      conditions: await shown('conditions', () => this.record.activeConditions(reader, residentId)),
      medicines: await shown('medicines', () => this.prescriptions.currentMedicines(reader, residentId, asOf)),
      observations: await shown('observations', () => this.latest(residentId)),
      news2: await shown(
        'observations',
        async () => (await this.assessments.latest(reader, residentId, 'news2')) ?? null,
      ),
    };
  }

  private async allergies(residentId: string): Promise<AskedAllergies> {
    const { reader } = this.unitOfWork;
    const known = await this.record.knownAllergies(reader, residentId);
    const askedBy = known.review?.recordedBy ?? '';
    const names = await this.users.displayNames(reader, [askedBy]);
    return { ...known, reviewedBy: names.get(askedBy) ?? null };
  }

  private async latest(residentId: string): Promise<readonly Observation[]> {
    const codes = OBSERVATION_TYPES.map(({ code }) => code);
    const found = await this.observations.latest(this.unitOfWork.reader, residentId, codes);
    return [...found].sort((a, b) => codes.indexOf(a.type) - codes.indexOf(b.type));
  }
}
