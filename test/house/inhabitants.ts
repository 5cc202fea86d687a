import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Caller } from '#platform/access';
import { quantity } from '#platform/kernel';
import { Clock, HomeZone, localDateOf, parseLocalTime, type Instant, type LocalDate } from '#platform/time';
import { KeepMedications, MoveStock } from '#medication';
import { Prescribe, RecordAdministrations, type Schedule } from '#prescription';
import { KeepResidents, KeepRooms, MoveResident } from '#resident';

export const NURSE: Caller = {
  kind: 'person',
  userId: '0199b1d0-7c00-7000-8000-000000000001',
  username: 'n.ruiz',
  displayName: 'Nuria Ruiz',
  roles: ['nurse', 'prescriber'],
  tokenId: null,
};

export const EVERY_MORNING: Schedule = {
  kind: 'times',
  times: [parseLocalTime('08:00')],
  daysOfWeek: null,
  everyDays: null,
  cycle: null,
};
export const WHEN_NEEDED: Schedule = {
  kind: 'as-needed',
  minIntervalMinutes: 0,
  maxDosesPer24h: 4,
  maxQuantityPer24h: null,
  reason: 'pain',
};

/** The people of a home that runs in this process, through its services and not over HTTP. */
export class Inhabitants {
  constructor(private readonly app: NestFastifyApplication) {}

  /** Someone in a bed of their own; since now unless `at` is given. */
  async moveIn(name: string, at?: Instant): Promise<string> {
    const room = await this.app.get(KeepRooms).create({ name, unit: 'East', beds: [{ name: 'A' }] });
    const person = { givenName: 'Carmen', familyName: name, birthDate: this.today(), sex: 'female' } as const;
    const { id } = await this.app.get(KeepResidents).register(person);
    await this.app.get(MoveResident).move(id, { type: 'admission', at, bedId: room.beds[0]?.id }, undefined, NURSE);
    return id;
  }

  /** A tablet of a new medicine. */
  async prescribe(
    residentId: string,
    substance: string,
    schedule: Schedule,
  ): Promise<{ readonly prescriptionId: string; readonly medicationId: string }> {
    const medicine = { name: substance, activeSubstance: substance, unit: 'tablet' };
    const { id: medicationId } = await this.app.get(KeepMedications).add(medicine);
    const terms = {
      dose: { quantity: quantity(1), unit: 'tablet' },
      ...{ route: 'oral', indication: null, instructions: null, schedule, endsOn: null },
      ...{ startsOn: this.today(), prescriber: 'Dr. Gil', critical: false },
    };
    const order = { residentId, medicationId, terms, draft: false, acknowledge: [], acknowledgeReason: null };
    const { prescription } = await this.app.get(Prescribe).prescribe(order, NURSE);
    return { prescriptionId: prescription.id, medicationId };
  }

  /** A dose as needed. */
  async giveNow(prescriptionId: string): Promise<void> {
    const said = { scheduledFor: null, reason: null, quantity: null, administeredAt: null, note: null, witness: null };
    const dose = { prescriptionId, outcome: 'given', ...said, acknowledge: [], acknowledgeReason: null } as const;
    await this.app.get(RecordAdministrations).record(dose, NURSE);
  }

  /** Tablets that come in; null: for the home. */
  async receive(medicationId: string, residentId: string | null, tablets: number): Promise<void> {
    const said = { unit: null, at: null, reason: null, toResidentId: null };
    const receipt = { medicationId, residentId, type: 'receipt', quantity: quantity(tablets), ...said } as const;
    await this.app.get(MoveStock).move(receipt, null, NURSE);
  }

  private today(): LocalDate {
    return localDateOf(this.app.get(Clock).now(), this.app.get(HomeZone).id);
  }
}
