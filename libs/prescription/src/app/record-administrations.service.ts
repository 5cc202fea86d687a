import { Injectable } from '@nestjs/common';
import type { Confirmations } from '#medication';
import type { Caller } from '#platform/access';
import { DomainError, NotFoundError } from '#platform/kernel';
import { UnitOfWork } from '#platform/database';
import { Clock } from '#platform/time';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import type { AdministrationInFull } from '../domain/administration.js';
import { DoseCases } from './dose-cases.service.js';
import { DoseRecorder, type ConfirmedCommand } from './dose-recorder.service.js';
import type { RecordCommand, Recorded } from '../domain/record-command.js';
import { Witnessing } from './witnessing.service.js';

/** Records what became of doses, each once. */
@Injectable()
export class RecordAdministrations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly cases: DoseCases,
    private readonly recorder: DoseRecorder,
    private readonly witnessing: Witnessing,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotFoundError, InvalidFieldsError, DoseRefusedError, DoseAlreadyRecordedError, ControlledDrugError,
   * WitnessRequiredError, WitnessRefusedError
   */
  async record(command: RecordCommand, caller: Caller): Promise<AdministrationInFull> {
    const [recorded] = await this.recordMany([command], caller);
    if (recorded === undefined) throw new Error('one command has one answer');
    if (recorded instanceof DomainError) throw recorded;
    return recorded;
  }

  /**
   * Records each that can be, in one unit of work.
   * @param commands one that couldn't even be read comes as its error, and goes back in its place.
   * @returns for each, in order, its record or why it was refused.
   */
  async recordMany(commands: readonly (RecordCommand | DomainError)[], caller: Caller): Promise<readonly Recorded[]> {
    const answers = await this.confirm(commands, caller, new Map());
    const confirmed = answers.filter((one): one is ConfirmedCommand => !(one instanceof DomainError));
    const recorded = confirmed.length === 0 ? [] : [...(await this.recordConfirmed(confirmed))];
    return answers.flatMap((one) => (one instanceof DomainError ? one : recorded.splice(0, 1)));
  }

  private async recordConfirmed(confirmed: readonly ConfirmedCommand[]): Promise<readonly Recorded[]> {
    try {
      return await this.unitOfWork.write((tx) => this.recorder.record(tx, confirmed, this.clock.now()));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return confirmed.map(() => error);
    }
  }

  /** Before the unit of work, because proving who one is takes its time. */
  private async confirm(
    commands: readonly (RecordCommand | DomainError)[],
    caller: Caller,
    before: Confirmations,
  ): Promise<readonly (ConfirmedCommand | DomainError)[]> {
    const { reader } = this.unitOfWork;
    const ids = new Set(commands.flatMap((one) => (one instanceof DomainError ? [] : [one.prescriptionId])));
    const prescriptions = await this.prescriptions.find(reader, [...ids]);
    const medicationOf = new Map(prescriptions.map(({ id, medicationId }) => [id, medicationId]));
    const medicines = await this.cases.medicines(reader, [...medicationOf.values()]);
    const confirmed: (ConfirmedCommand | DomainError)[] = [];
    for (const command of commands) {
      try {
        if (command instanceof DomainError) throw command;
        const medicine = medicines.get(medicationOf.get(command.prescriptionId) ?? '');
        if (medicine === undefined) throw new NotFoundError('prescription');
        const witnessedBy = await this.witnessing.confirm(caller, medicine, command, before);
        confirmed.push({ command, witnessedBy, recordedBy: caller.userId });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        confirmed.push(error);
      }
    }
    return confirmed;
  }
}
