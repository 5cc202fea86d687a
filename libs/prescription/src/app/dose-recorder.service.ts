import { Injectable } from '@nestjs/common';
import { StockOfDoses, type DosePlans, type StockAsRead, type RecordedDose, type StockDose } from '#medication';
import { ResidentDirectory } from '#resident';
import { DomainError, InvalidFieldsError, NotFoundError } from '#platform/kernel';
import { newId, type Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { earlier, type Instant } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { administrationOf, decideDose } from '../domain/administer.js';
import type { Administration, AdministrationInFull, DoseAct, DoseResponse } from '../domain/administration.js';
import { asNeededAt } from '../domain/dose-case.js';
import { answeredFor, inStock } from '../domain/in-stock.js';
import { isWaste, leavesStock } from '../domain/outcome.js';
import { doseRecorded } from '../domain/prescription.facts.js';
import { validateAcknowledgement } from '../domain/safety.js';
import { DoseCases, type MedicatedCase } from './dose-cases.service.js';
import { askedDose, type RecordCommand, type Recorded } from '../domain/record-command.js';
import { Taken, TakenDoses } from './taken-doses.service.js';

/** A command whose witness, if it has one, is confirmed. */
export interface ConfirmedCommand {
  readonly command: RecordCommand;
  readonly witnessedBy: string | null;
  readonly recordedBy: string;
  /** Of the wrong record that this one corrects. */
  readonly response?: DoseResponse | null;
}

/** Decides and stores records of doses inside a unit of work. */
@Injectable()
export class DoseRecorder {
  constructor(
    private readonly prescriptions: PrescriptionRepository,
    private readonly administrations: AdministrationRepository,
    private readonly residents: ResidentDirectory,
    private readonly cases: DoseCases,
    private readonly takenDoses: TakenDoses,
    private readonly stock: StockOfDoses,
    private readonly facts: Facts,
  ) {}

  /** Records each that can be; the answers are in the order of the commands. */
  async record(tx: Tx, confirmed: readonly ConfirmedCommand[], now: Instant): Promise<readonly Recorded[]> {
    const commands = confirmed.map(({ command }) => command);
    const ids = [...new Set(commands.map(({ prescriptionId }) => prescriptionId))];
    const cases = await this.cases.of(tx, await this.prescriptions.find(tx, ids));
    const taken = await this.lockedTaken(tx, commands, cases, now);
    const leaving = commands.filter(({ outcome, reason }) => leavesStock(outcome, reason));
    const stock = await this.stock.read(
      tx,
      leaving.flatMap(({ prescriptionId }) => cases.get(prescriptionId)?.prescription ?? []),
    );
    const plans = stock.plans();
    const decided = confirmed.map((one) => orRefusal(() => decide(one, { cases, taken, plans }, now)));
    return this.store(tx, decided, stock);
  }

  /**
   * What binds the as-needed doses among the commands. Their residents are locked, so that two doses of one substance,
   * recorded at the same moment, see each other.
   */
  private async lockedTaken(
    tx: Tx,
    commands: readonly RecordCommand[],
    cases: ReadonlyMap<string, MedicatedCase>,
    now: Instant,
  ): Promise<Taken> {
    const asNeeded = commands.flatMap(({ prescriptionId, scheduledFor, administeredAt }) => {
      const doseCase = scheduledFor === null ? cases.get(prescriptionId) : undefined;
      const at = administeredAt ?? now;
      return doseCase !== undefined && asNeededAt(doseCase, at) !== undefined ? [{ doseCase, at }] : [];
    });
    if (asNeeded.length === 0) return new Taken([], new Map());
    const residentIds = new Set(asNeeded.map(({ doseCase }) => doseCase.prescription.residentId));
    for (const residentId of [...residentIds].sort()) await this.residents.get(tx, residentId);
    const since = asNeeded.map(({ at }) => at).reduce(earlier);
    return this.takenDoses.binding(tx, [...cases.values()], since);
  }

  private async store(tx: Tx, decided: readonly Recorded[], stock: StockAsRead): Promise<readonly Recorded[]> {
    const administrations = decided.filter((one): one is AdministrationInFull => !(one instanceof DomainError));
    const refused = await this.administrations.addAll(tx, administrations);
    const stored = administrations.filter(({ id }) => !refused.has(id));
    await this.stock.take(tx, stock, stored.flatMap(recordedDose));
    for (const administration of stored) await this.tell(tx, administration);
    return decided.map((one) => (one instanceof DomainError ? one : (refused.get(one.id) ?? one)));
  }

  private async tell(tx: Tx, administration: Administration): Promise<void> {
    const { outcome, reason } = administration;
    await this.facts.publish(tx, doseRecorded, { administration, leavesStock: leavesStock(outcome, reason) });
  }
}

/** What is known when a dose is decided; what those before it take is no longer there. */
interface Known {
  readonly cases: ReadonlyMap<string, MedicatedCase>;
  readonly taken: Taken;
  readonly plans: DosePlans;
}

function decide(
  { command, witnessedBy, recordedBy, response = null }: ConfirmedCommand,
  { cases, taken, plans }: Known,
  now: Instant,
): AdministrationInFull {
  const { acknowledge: acknowledged, acknowledgeReason } = command;
  const errors = validateAcknowledgement({ codes: acknowledged, reason: acknowledgeReason });
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  const doseCase = cases.get(command.prescriptionId);
  if (doseCase === undefined) throw new NotFoundError('prescription');
  const counted = command.scheduledFor === null ? taken.countedFor(doseCase) : [];
  const { medicationId, residentId } = doseCase.prescription;
  const stockRules = (act: DoseAct, unit: string) =>
    stockDose({ medicationId, residentId, acknowledged, unit, ...act }).map((dose) => inStock(plans.look(dose), unit));
  const decided = decideDose(doseCase, askedDose(command, now), { counted, stockRules }, now);
  const entry = { id: newId(now), now, recordedBy, witnessedBy, acknowledged, acknowledgeReason, response };
  const administration = administrationOf(doseCase, decided, entry);
  for (const dose of stockDose(administration)) plans.plan(dose);
  taken.add(administration);
  return administration;
}

/** What a dose takes from the stock; empty: nothing. */
function stockDose(
  dose: DoseAct & Pick<Administration, 'medicationId' | 'residentId' | 'unit' | 'acknowledged'>,
): readonly StockDose[] {
  const { medicationId, residentId, outcome, reason, quantity, unit, administeredAt, acknowledged } = dose;
  if (quantity === null || !leavesStock(outcome, reason)) return [];
  const type = isWaste(outcome, reason) ? 'wasted' : 'given';
  const answered = answeredFor(acknowledged);
  return [{ medicationId, residentId, quantity, unit, administeredAt, type, acknowledged: answered }];
}

function recordedDose(administration: Administration): readonly RecordedDose[] {
  const { id: administrationId, recordedAt, recordedBy, witnessedBy, reason } = administration;
  const record = { administrationId, recordedAt, recordedBy, witnessedBy, reason };
  return stockDose(administration).map((dose) => ({ ...dose, ...record }));
}

function orRefusal(work: () => AdministrationInFull): Recorded {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
