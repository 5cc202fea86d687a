import { Injectable } from '@nestjs/common';
import { StockOfDoses } from '#medication';
import { readsRecordOf } from '#platform/audit';
import { NotFoundError, type Quantity } from '#platform/kernel';
import { UnitOfWork, type Reader } from '#platform/database';
import { Clock, type Instant } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { canGiveAsNeededDose, canGiveScheduled, type CanGive } from '../domain/can-give.js';
import { blocks } from '../domain/check.js';
import { asNeededAt, doseInQuestion, type DoseCase } from '../domain/dose-case.js';
import { answeredFor, inStock } from '../domain/in-stock.js';
import type { Revision } from '../domain/prescription.js';
import { revisionAt } from '../domain/revisions.js';
import { DoseCases } from './dose-cases.service.js';
import { TakenDoses } from './taken-doses.service.js';

/** Whether a dose may be given, asked without giving it. */
@Injectable()
export class AskCanGive {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly prescriptions: PrescriptionRepository,
    private readonly administrations: AdministrationRepository,
    private readonly cases: DoseCases,
    private readonly takenDoses: TakenDoses,
    private readonly stock: StockOfDoses,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asked when, by default now; and how much, by default the dose as prescribed.
   * @throws NotFoundError
   */
  async ask(id: string, asked: { readonly at?: Instant; readonly quantity?: Quantity }): Promise<CanGive> {
    const { reader } = this.unitOfWork;
    const { at = this.clock.now(), quantity = null } = asked;
    const doseCase = (await this.cases.of(reader, [await this.prescriptions.load(reader, id)])).get(id);
    if (doseCase === undefined) throw new NotFoundError('prescription');
    readsRecordOf(doseCase.prescription.residentId);
    const asNeeded = asNeededAt(doseCase, at);
    if (asNeeded !== undefined) {
      const counted = (await this.takenDoses.binding(reader, [doseCase], at)).countedFor(doseCase);
      const answer = canGiveAsNeededDose(doseCase, asNeeded, { at, quantity, counted });
      return this.withStock(reader, doseCase, asNeeded, { at, quantity }, answer);
    }
    const dose = doseInQuestion(doseCase, null, at);
    const recorded = await this.administrations.recordedSlots(reader, id, dose?.scheduledFor ?? at);
    const answer = canGiveScheduled(doseCase, dose, recorded, { at, quantity });
    const revision = dose?.revision ?? revisionAt(doseCase.prescription.revisions, at);
    return this.withStock(reader, doseCase, revision, { at, quantity }, answer);
  }

  /** When a delivery comes nobody knows, so that a dose that isn't there has no `until`. */
  private async withStock(
    reader: Reader,
    { prescription }: DoseCase,
    { dose }: Revision,
    { at, quantity }: { readonly at: Instant; readonly quantity: Quantity | null },
    answer: CanGive,
  ): Promise<CanGive> {
    const { medicationId, residentId } = prescription;
    const stock = await this.stock.read(reader, [prescription]);
    const asked = { medicationId, residentId, quantity: quantity ?? dose.quantity, unit: dose.unit };
    const plan = stock.plans().look({ ...asked, administeredAt: at, type: 'given', acknowledged: answeredFor([]) });
    const check = inStock(plan, dose.unit);
    const isThere = !blocks(check);
    return {
      allowed: answer.allowed && isThere,
      until: isThere ? answer.until : undefined,
      rules: [...answer.rules, check],
    };
  }
}
