import { Injectable } from '@nestjs/common';
import { MedicationDirectory, type Medication } from '#medication';
import { ResidentDirectory, type Resident } from '#resident';
import type { Caller } from '#platform/access';
import { byCodeUnits, expectVersion, InvalidFieldsError, type FieldError } from '#platform/kernel';
import { newId, UnitOfWork, type Reader, type Tx } from '#platform/database';
import { Clock, HomeZone, type Instant } from '#platform/time';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { amend, prescribe, termsOf } from '../domain/prescribe.js';
import { prescriptionAt, type PrescriptionAt } from '../domain/prescription-at.js';
import type { Prescription, PrescriptionTerms } from '../domain/prescription.js';
import { revisionAt } from '../domain/revisions.js';
import { acknowledge, safetyWarnings, validateAcknowledgement, type OtherPrescription } from '../domain/safety.js';
import type { SafetyWarning } from '../domain/safety-warning.js';
import { overFrom, statusAt } from '../domain/status.js';
import { validateTerms } from '../domain/validate-terms.js';
import { absenceOf } from './dose-cases.service.js';

/** Warnings that the prescriber has seen, and why they go on. */
export interface SeenWarnings {
  readonly acknowledge: readonly string[];
  readonly acknowledgeReason: string | null;
}

export interface PrescribeCommand extends SeenWarnings {
  readonly residentId: string;
  readonly medicationId: string;
  readonly terms: PrescriptionTerms;
  readonly draft: boolean;
}

export interface AmendCommand extends SeenWarnings {
  readonly effectiveFrom: Instant;
  readonly reason: string;
  readonly changes: Partial<PrescriptionTerms>;
}

/** New prescriptions and new revisions of them, past the safety checks. */
@Injectable()
export class Prescribe {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly residents: ResidentDirectory,
    private readonly medications: MedicationDirectory,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** The warnings that prescribing this would raise; nothing is stored. @throws InvalidFieldsError */
  async check(command: PrescribeCommand): Promise<readonly SafetyWarning[]> {
    const { reader } = this.unitOfWork;
    refuse(validateTerms(command.terms, this.zone.id));
    const { resident, medication } = await this.concerned(reader, command);
    return this.warnings(reader, resident, medication, command.terms, this.clock.now());
  }

  /** @throws InvalidFieldsError, SafetyWarningsError */
  prescribe(command: PrescribeCommand, caller: Caller): Promise<PrescriptionAt> {
    return this.unitOfWork.write(async (tx) => {
      const now = this.clock.now();
      const { residentId, medicationId, terms, draft } = command;
      const seen = acknowledgement(command, caller, now);
      refuse([...validateTerms(terms, this.zone.id), ...validateAcknowledgement(seen)]);
      const { resident, medication } = await this.concerned(tx, command);
      const acknowledged = acknowledge(await this.warnings(tx, resident, medication, terms, now), seen);
      const asked = { id: newId(now), residentId, medicationId, terms, draft, acknowledged };
      const prescription = prescribe(asked, { recordedBy: caller.userId, now, zone: this.zone.id });
      await this.prescriptions.add(tx, prescription, overFrom(prescription, this.zone.id));
      return prescriptionAt(prescription, now, this.zone.id);
    });
  }

  /**
   * A new revision from an instant on; the past keeps the old one.
   * @throws NotFoundError, IllegalTransitionError, InvalidFieldsError, SafetyWarningsError, VersionConflictError
   */
  async amend(id: string, command: AmendCommand, version: number | undefined, caller: Caller): Promise<PrescriptionAt> {
    const { residentId } = await this.prescriptions.load(this.unitOfWork.reader, id);
    return this.unitOfWork.write(async (tx) => {
      const now = this.clock.now();
      // The resident before the prescription, as everyone locks them.
      const resident = await this.residents.get(tx, residentId);
      const before = await this.prescriptions.load(tx, id);
      expectVersion(before, version);
      return prescriptionAt(await this.amendWithin(tx, resident, before, command, caller, now), now, this.zone.id);
    });
  }

  /**
   * The same within a unit of work that holds both.
   * @throws IllegalTransitionError, InvalidFieldsError, SafetyWarningsError
   */
  async amendWithin(
    tx: Tx,
    resident: Resident,
    before: Prescription,
    command: AmendCommand,
    caller: Caller,
    now: Instant,
  ): Promise<Prescription> {
    const seen = acknowledgement(command, caller, now);
    refuse(validateAcknowledgement(seen));
    const entry = { recordedBy: caller.userId, now, zone: this.zone.id };
    const { effectiveFrom, reason, changes } = command;
    const proposed = amend(before, { effectiveFrom, reason, changes, acknowledged: [] }, entry);
    const medication = await this.medications.get(tx, before.medicationId);
    const terms = termsOf(revisionAt(proposed.revisions, effectiveFrom));
    const acknowledged = acknowledge(await this.warnings(tx, resident, medication, terms, now, before.id), seen);
    const amended: Prescription = { ...proposed, acknowledged: [...before.acknowledged, ...acknowledged] };
    return this.prescriptions.change(tx, { before, after: amended, overAt: overFrom(amended, this.zone.id) }, now);
  }

  private async concerned(
    reader: Reader,
    { residentId, medicationId }: PrescribeCommand,
  ): Promise<{ readonly resident: Resident; readonly medication: Medication }> {
    const [known] = await this.residents.find(reader, { ids: [residentId] });
    const [medication] = await this.medications.find(reader, [medicationId]);
    if (known === undefined || medication === undefined) {
      throw new InvalidFieldsError([
        ...(known === undefined ? [unknownReference('/residentId', 'resident')] : []),
        ...(medication === undefined ? [unknownReference('/medicationId', 'medicine')] : []),
      ]);
    }
    // Locked, so that two orders at the same moment see each other.
    return { resident: await this.residents.get(reader, residentId), medication };
  }

  private async warnings(
    reader: Reader,
    resident: Resident,
    medication: Medication,
    { dose, schedule }: PrescriptionTerms,
    now: Instant,
    amended?: string,
  ): Promise<readonly SafetyWarning[]> {
    const open = await this.prescriptions.notOver(reader, now, [resident.id]);
    const others = open
      .filter((other) => other.id !== amended && isOpen(other, now, this.zone))
      .sort((a, b) => byCodeUnits(a.id, b.id));
    const medicines = await this.medications.find(reader, [...new Set(others.map(({ medicationId }) => medicationId))]);
    return safetyWarnings({
      residentId: resident.id,
      absence: absenceOf(resident.status),
      medication,
      dose,
      schedule,
      allergies: await this.residents.activeAllergies(reader, [resident.id]),
      others: others.flatMap((other) => toOther(other, medicines, now)),
    });
  }
}

function isOpen(prescription: Prescription, now: Instant, zone: HomeZone): boolean {
  const status = statusAt(prescription, now, zone.id);
  return status === 'draft' || status === 'active' || status === 'suspended';
}

function toOther(
  { id, medicationId, revisions }: Prescription,
  medicines: readonly Medication[],
  now: Instant,
): readonly OtherPrescription[] {
  const medicine = medicines.find((candidate) => candidate.id === medicationId);
  if (medicine === undefined) return [];
  const { name, atcCode, activeSubstance } = medicine;
  const { dose, schedule } = revisionAt(revisions, now);
  return [{ prescriptionId: id, medicationId, medicationName: name, atcCode, activeSubstance, dose, schedule }];
}

function acknowledgement({ acknowledge: codes, acknowledgeReason }: SeenWarnings, { userId }: Caller, at: Instant) {
  return { codes, reason: acknowledgeReason, by: userId, at };
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}

function unknownReference(pointer: string, what: string): FieldError {
  return { pointer, code: 'unknown-reference', message: `is no ${what} of the home` };
}
