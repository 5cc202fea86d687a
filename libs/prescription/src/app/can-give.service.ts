import { Injectable } from '@nestjs/common';
import { readsRecordOf } from '#platform/audit';
import { NotFoundError, type Quantity } from '#platform/kernel';
import { UnitOfWork } from '#platform/database';
import { Clock, type Instant } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { canGiveAsNeededDose, canGiveScheduled, type CanGive } from '../domain/can-give.js';
import { asNeededAt, doseInQuestion } from '../domain/dose-case.js';
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
      return canGiveAsNeededDose(doseCase, asNeeded, { at, quantity, counted });
    }
    const dose = doseInQuestion(doseCase, null, at);
    const recorded = await this.administrations.recordedSlots(reader, id, dose?.scheduledFor ?? at);
    return canGiveScheduled(doseCase, dose, recorded, { at, quantity });
  }
}
