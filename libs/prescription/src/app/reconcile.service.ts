import { Injectable } from '@nestjs/common';
import { ResidentDirectory, type Resident } from '#resident';
import type { Caller } from '#platform/access';
import { DomainError, expectVersion, InvalidFieldsError, NotFoundError, type FieldError } from '#platform/kernel';
import { UnitOfWork, type Tx } from '#platform/database';
import { Clock, HomeZone, type Instant } from '#platform/time';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { ReconciliationRepository } from '../data/reconciliation.repository.js';
import {
  DecisionRefusedError,
  IllegalTransitionError,
  NothingToReconcileError,
} from '../domain/prescription.errors.js';
import type { Prescription } from '../domain/prescription.js';
import {
  inOrderOfCarryingOut,
  readStatus,
  reasonOf,
  undecidedOf,
  type DecisionCommand,
  type PlacedDecision,
  type Reconciliation,
} from '../domain/reconciliation.js';
import { statusAt } from '../domain/status.js';
import { ChangeStatus } from './change-status.service.js';
import { DescribeReconciliation, type DescribedReconciliation } from './describe-reconciliation.service.js';
import { Prescribe } from './prescribe.service.js';

type ById = ReadonlyMap<string, Prescription>;

/** Decides what becomes of the prescriptions of who is back from hospital. */
@Injectable()
export class Reconcile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reconciliations: ReconciliationRepository,
    private readonly prescriptions: PrescriptionRepository,
    private readonly residents: ResidentDirectory,
    private readonly orders: Prescribe,
    private readonly statuses: ChangeStatus,
    private readonly described: DescribeReconciliation,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * All of the decisions, or none; they may be on some of the prescriptions. With the last one it is completed.
   * @throws NotFoundError, NothingToReconcileError, InvalidFieldsError, AlreadyReconciledError, VersionConflictError;
   * DecisionRefusedError for whatever an amendment or a stop by itself would be refused for
   */
  decide(
    residentId: string,
    decisions: readonly DecisionCommand[],
    version: number | undefined,
    caller: Caller,
  ): Promise<DescribedReconciliation> {
    return this.unitOfWork.write(async (tx) => {
      const now = this.clock.now();
      const resident = await this.residents.get(tx, residentId);
      const reconciliation = await this.reconciliations.current(tx, residentId);
      if (reconciliation === undefined) throw new NothingToReconcileError();
      expectVersion(reconciliation, version);
      const ids = reconciliation.items.map(({ prescriptionId }) => prescriptionId);
      const before = byId(await this.prescriptions.lockAll(tx, ids));
      if (this.statusOf(reconciliation, before, now) !== 'open') throw new NothingToReconcileError();
      const ordered = inOrderOfCarryingOut(decisions, reconciliation);
      const after = await this.carryOut(tx, resident, ordered, before, caller, now);
      const stored = await this.store(tx, reconciliation, decisions, after, caller, now);
      return (await this.described.describe(tx, stored, now)).record;
    });
  }

  /** The prescriptions as they are then. */
  private async carryOut(
    tx: Tx,
    resident: Resident,
    decisions: readonly PlacedDecision[],
    prescriptions: ById,
    caller: Caller,
    now: Instant,
  ): Promise<ById> {
    const after = new Map(prescriptions);
    const errors: FieldError[] = [];
    for (const decision of decisions) {
      const pointer = `/decisions/${decision.index}`;
      try {
        const before = after.get(decision.prescriptionId);
        if (before === undefined) throw new NotFoundError('prescription');
        after.set(before.id, await this.carryOutOne(tx, resident, decision, before, caller, now));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (!(error instanceof InvalidFieldsError)) throw new DecisionRefusedError(error, pointer);
        errors.push(...error.errors.map((one) => ({ ...one, pointer: `${pointer}/amendment${one.pointer}` })));
      }
    }
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    return after;
  }

  private async carryOutOne(
    tx: Tx,
    resident: Resident,
    command: DecisionCommand,
    before: Prescription,
    caller: Caller,
    now: Instant,
  ): Promise<Prescription> {
    const { decision, amendment } = command;
    const reason = reasonOf(command) ?? '';
    if (decision === 'stop') return this.statuses.changeWithin(tx, before, 'stop', { reason }, caller, now);
    if (decision === 'change' && amendment !== null) {
      const effectiveFrom = amendment.effectiveFrom ?? now;
      const amended = { ...amendment, effectiveFrom, reason: amendment.reason ?? reason };
      return this.orders.amendWithin(tx, resident, before, amended, caller, now);
    }
    const status = statusAt(before, now, this.zone.id);
    if (status === 'active' || status === 'suspended') return before;
    throw new IllegalTransitionError('continue', status, `A prescription that is ${status} can't be continued.`);
  }

  private store(
    tx: Tx,
    reconciliation: Reconciliation,
    decisions: readonly DecisionCommand[],
    prescriptions: ById,
    { userId }: Caller,
    now: Instant,
  ): Promise<Reconciliation> {
    const commands = new Map(decisions.map((one) => [one.prescriptionId, one]));
    const decided = reconciliation.items.flatMap((item) => {
      const command = commands.get(item.prescriptionId);
      if (command === undefined) return [];
      return [{ ...item, decision: command.decision, reason: reasonOf(command), decidedBy: userId, decidedAt: now }];
    });
    const left = reconciliation.items.filter(({ prescriptionId }) => !commands.has(prescriptionId));
    const status = this.statusOf({ ...reconciliation, items: left }, prescriptions, now);
    return this.reconciliations.change(tx, reconciliation, { status, decided }, now);
  }

  private statusOf(reconciliation: Reconciliation, prescriptions: ById, now: Instant): Reconciliation['status'] {
    const known = [...prescriptions.values()];
    return readStatus(reconciliation, undecidedOf(reconciliation, known, now, this.zone.id));
  }
}

function byId(prescriptions: readonly Prescription[]): ById {
  return new Map(prescriptions.map((prescription) => [prescription.id, prescription]));
}
