import { KeepMedications, parseAtcCode } from '#medication';
import {
  Prescribe,
  ReadMedicationRound,
  RecordAdministrations,
  type RecordCommand,
  type RoundItem,
} from '#prescription';
import type { Caller } from '#platform/access';
import { DomainError } from '#platform/kernel';
import { addDays, addMinutes, startOfDay, type Instant } from '#platform/time';
import type { DemoHome } from './demo-home.js';
import type { Settled } from './fill-people.js';
import { DAYS } from './fill-wellness.js';
import { MEDICINES } from './medicines.js';
import { randomFrom, type Random } from './random.js';

const SEED_OF_ROUNDS = 13;
/** A round is written down within so many minutes of its slot. */
const ROUND_MINUTES = 25;

/** Who gives, and who stands by at a controlled drug. */
export interface RoundStaff {
  readonly nurse: Caller;
  readonly witness: { readonly username: string; readonly pin: string };
}

/** The catalogue and what is prescribed from it. */
export async function fillMedicines(home: DemoHome, settled: readonly Settled[], prescriber: Caller): Promise<void> {
  const medicines = new Map<string, string>();
  home.progress.start('medicines', MEDICINES.length);
  for (const { usualDose: _dose, usualSchedule: _schedule, atcCode, ...medicine } of MEDICINES) {
    const { id } = await home.app.get(KeepMedications).add({ ...medicine, atcCode: parseAtcCode(atcCode) });
    medicines.set(medicine.name, id);
    home.progress.step();
  }
  home.progress.start('prescriptions', settled.length);
  for (const { resident, drawn } of settled) {
    for (const {
      medicine,
      dose,
      route,
      indication,
      schedule,
      startsOn,
      endsOn,
      prescriber: name,
    } of drawn.prescriptions) {
      home.clock.set(addMinutes(startOfDay(startsOn, home.zone), 1));
      const terms = {
        dose,
        route,
        indication,
        instructions: null,
        schedule,
        startsOn,
        endsOn,
        prescriber: name,
        critical: medicine.timeCritical,
      };
      const medicationId = medicines.get(medicine.name) ?? '';
      const command = {
        residentId: resident.id,
        medicationId,
        terms,
        draft: false,
        acknowledge: [],
        acknowledgeReason: null,
      };
      await home.app.get(Prescribe).prescribe(command, prescriber);
    }
    home.progress.step();
  }
}

/** A fortnight of rounds, recorded as they were held. */
export async function fillRounds(home: DemoHome, staff: RoundStaff, until: Instant): Promise<void> {
  const random = randomFrom(home.seed + SEED_OF_ROUNDS);
  home.progress.start('rounds', DAYS + 1);
  for (let back = DAYS; back >= 0; back -= 1) {
    const day = addDays(home.today, -back);
    const round = await home.app.get(ReadMedicationRound).read({ from: day, to: day });
    for (const [scheduledFor, items] of bySlot(round.items)) {
      const heldAt = addMinutes(scheduledFor, ROUND_MINUTES);
      if (heldAt > until) continue;
      home.clock.set(heldAt);
      const commands = items.map(({ prescriptionId, medication }) => ({
        ...outcomeOf(random),
        prescriptionId,
        scheduledFor,
        quantity: null,
        administeredAt: addMinutes(scheduledFor, random.between(0, ROUND_MINUTES)),
        note: null,
        witness: medication.witnessRequired ? staff.witness : null,
        acknowledge: [],
        acknowledgeReason: null,
      }));
      const recorded = await home.app.get(RecordAdministrations).recordMany(commands, staff.nurse);
      for (const each of recorded) if (each instanceof DomainError) throw each;
    }
    home.progress.step();
  }
}

function bySlot(items: readonly RoundItem[]): ReadonlyMap<Instant, readonly RoundItem[]> {
  const slots = new Map<Instant, RoundItem[]>();
  for (const item of items) {
    if (item.state !== 'not-required') slots.set(item.scheduledFor, [...(slots.get(item.scheduledFor) ?? []), item]);
  }
  return slots;
}

function outcomeOf(random: Random): Pick<RecordCommand, 'outcome' | 'reason'> {
  if (random.happens(0.03)) return { outcome: 'refused', reason: 'refused' };
  if (random.happens(0.01)) return { outcome: 'omitted', reason: 'asleep' };
  return { outcome: 'given', reason: null };
}
