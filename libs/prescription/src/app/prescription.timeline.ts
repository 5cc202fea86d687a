import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MedicationDirectory } from '#medication';
import type { Reader, Stretch } from '#platform/database';
import { newestFirst, Timeline, type TimelineEntry } from '#platform/timeline';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionStepRepository } from '../data/prescription-step.repository.js';
import { describeAdministration, nameOfMedicine } from '../domain/describe-administration.js';
import { describeStep, eventOf } from '../domain/prescription-step.js';

/** What residents' timelines tell of their prescriptions and of the doses that they were given or not. */
@Injectable()
export class PrescriptionTimeline implements OnModuleInit {
  constructor(
    private readonly timeline: Timeline,
    private readonly steps: PrescriptionStepRepository,
    private readonly administrations: AdministrationRepository,
    private readonly medications: MedicationDirectory,
  ) {}

  onModuleInit(): void {
    this.timeline.register({
      kind: 'prescriptions',
      permission: 'prescriptions:read',
      read: (reader, residentId, stretch) => this.readSteps(reader, residentId, stretch),
    });
    this.timeline.register({
      kind: 'administrations',
      permission: 'administrations:read',
      read: (reader, residentId, stretch) => this.readDoses(reader, residentId, stretch),
    });
  }

  private async readSteps(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]> {
    const revisions = await this.steps.revisions(reader, residentId, stretch);
    const statuses = await this.steps.statuses(reader, residentId, stretch);
    const steps = [...revisions, ...statuses].sort(newestFirst).slice(0, stretch.limit);
    const about = await this.steps.prescriptions(reader, distinct(steps.map(({ prescriptionId }) => prescriptionId)));
    const medicines = await this.namesOf(
      reader,
      [...about.values()].map(({ medicationId }) => medicationId),
    );
    return steps.map((step) => {
      const { id, prescriptionId, at, recordedBy } = step;
      const prescription = about.get(prescriptionId);
      return {
        id,
        kind: 'prescriptions',
        at,
        event: eventOf(step),
        text: describeStep(step, medicines(prescription?.medicationId)),
        path: `/prescriptions/${prescriptionId}`,
        recordedBy,
        enteredInError: prescription?.enteredInError ?? false,
      };
    });
  }

  private async readDoses(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]> {
    const doses = await this.administrations.during(reader, residentId, stretch);
    const medicines = await this.namesOf(
      reader,
      doses.map(({ medicationId }) => medicationId),
    );
    return doses.map((dose) => ({
      id: dose.id,
      kind: 'administrations',
      at: dose.administeredAt,
      event: dose.outcome,
      text: describeAdministration(dose, medicines(dose.medicationId)),
      path: `/administrations/${dose.id}`,
      recordedBy: dose.recordedBy,
      enteredInError: dose.status === 'entered-in-error',
    }));
  }

  /** The names of medicines, in one statement. */
  private async namesOf(reader: Reader, ids: readonly string[]): Promise<(id: string | undefined) => string> {
    const medicines = await this.medications.find(reader, distinct(ids));
    const names = new Map(medicines.map((medicine) => [medicine.id, nameOfMedicine(medicine)]));
    return (id) => names.get(id ?? '') ?? 'a medicine';
  }
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
