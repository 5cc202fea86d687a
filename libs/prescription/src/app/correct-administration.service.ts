import { Injectable } from '@nestjs/common';
import { StockOfDoses } from '#medication';
import type { Caller } from '#platform/access';
import { DomainError, expectVersion, NotFoundError, type Quantity } from '#platform/kernel';
import { UnitOfWork } from '#platform/database';
import { Clock, type Instant } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import type { Administration, AdministrationInFull } from '../domain/administration.js';
import type { Outcome, ReasonCode } from '../domain/outcome.js';
import { IllegalTransitionError } from '../domain/prescription.errors.js';
import { DoseCases } from './dose-cases.service.js';
import { DoseRecorder } from './dose-recorder.service.js';
import type { RecordCommand, Witness } from '../domain/record-command.js';
import { Witnessing } from './witnessing.service.js';

/** What is right instead; what isn't named is as it was recorded. */
export interface CorrectCommand {
  /** Why the record is wrong. */
  readonly because: string;
  readonly scheduledFor?: Instant | null | undefined;
  readonly outcome?: Outcome | undefined;
  readonly reason?: ReasonCode | null | undefined;
  readonly quantity?: Quantity | null | undefined;
  readonly administeredAt?: Instant | null | undefined;
  readonly note?: string | null | undefined;
  readonly witness: Witness | null;
  readonly acknowledge: readonly string[];
  readonly acknowledgeReason: string | null;
}

/** Puts a right record in the place of a wrong one, which stays readable. */
@Injectable()
export class CorrectAdministration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly administrations: AdministrationRepository,
    private readonly cases: DoseCases,
    private readonly recorder: DoseRecorder,
    private readonly stock: StockOfDoses,
    private readonly witnessing: Witnessing,
    private readonly clock: Clock,
  ) {}

  /**
   * The wrong record, which now points to the right one.
   * @throws IllegalTransitionError when it has been corrected already, and all that recording the right one throws
   */
  async correct(
    id: string,
    command: CorrectCommand,
    version: number | undefined,
    caller: Caller,
  ): Promise<AdministrationInFull> {
    const { reader } = this.unitOfWork;
    const read = await this.administrations.load(reader, id);
    const medicine = (await this.cases.medicines(reader, [read.medicationId])).get(read.medicationId);
    if (medicine === undefined) throw new NotFoundError('medication');
    const corrected = correctedCommand(read, command);
    const witnessedBy = await this.witnessing.confirm(caller, medicine, corrected, new Map());
    return this.unitOfWork.write(async (tx) => {
      const now = this.clock.now();
      const wrong = await this.administrations.load(tx, id);
      expectVersion(wrong, version);
      if (wrong.status === 'entered-in-error') {
        throw new IllegalTransitionError('correct', wrong.status, 'This record has been corrected already.');
      }
      const open = await this.administrations.enterInError(tx, wrong, command.because, now);
      const note = { at: now, recordedBy: caller.userId, witnessedBy, reason: command.because };
      await this.stock.giveBack(tx, wrong.id, note);
      const { response } = wrong;
      const confirmed = { command: corrected, witnessedBy, recordedBy: caller.userId, response };
      const [recorded] = await this.recorder.record(tx, [confirmed], now);
      if (recorded === undefined) throw new Error('one command has one answer');
      if (recorded instanceof DomainError) throw recorded;
      return this.administrations.pointTo(tx, open, recorded.id);
    });
  }
}

/** A reason, a quantity or an override of another outcome doesn't carry over. */
function correctedCommand(wrong: Administration, command: CorrectCommand): RecordCommand {
  const outcome = command.outcome ?? wrong.outcome;
  const same = outcome === wrong.outcome;
  const { scheduledFor, reason, quantity, administeredAt, note } = command;
  return {
    prescriptionId: wrong.prescriptionId,
    scheduledFor: scheduledFor === undefined ? wrong.scheduledFor : scheduledFor,
    outcome,
    reason: reason === undefined && same ? wrong.reason : (reason ?? null),
    quantity: quantity === undefined && same ? wrong.quantity : (quantity ?? null),
    administeredAt: administeredAt ?? wrong.administeredAt,
    note: note === undefined ? wrong.note : note,
    witness: command.witness,
    acknowledge: command.acknowledge,
    acknowledgeReason: command.acknowledgeReason,
  };
}
