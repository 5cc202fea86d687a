import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import type { Instant } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import type { CountedDose } from '../domain/as-needed.js';
import { countedDoses, countingSince, type TakenDose } from '../domain/counted-doses.js';
import { isAsNeeded, type DoseCase } from '../domain/dose-case.js';
import type { Substance } from '../domain/substance.js';
import { DoseCases } from './dose-cases.service.js';

/** The doses that bind as-needed ones, of several residents. */
export class Taken {
  private readonly ofResident = new Map<string, TakenDose[]>();

  constructor(
    administrations: readonly TakenDose[],
    private readonly substances: ReadonlyMap<string, Substance>,
  ) {
    for (const administration of administrations) this.add(administration);
  }

  /** Counts one more from now on. */
  add(administration: TakenDose): void {
    const known = this.ofResident.get(administration.residentId);
    if (known === undefined) this.ofResident.set(administration.residentId, [administration]);
    else known.push(administration);
  }

  /** Those of the same resident and substance. */
  countedFor({ prescription, medicine }: DoseCase): readonly CountedDose[] {
    return countedDoses(this.ofResident.get(prescription.residentId) ?? [], this.substances, medicine);
  }
}

/** Finds what was taken. */
@Injectable()
export class TakenDoses {
  constructor(
    private readonly administrations: AdministrationRepository,
    private readonly cases: DoseCases,
  ) {}

  /** What may bind an as-needed dose of these cases given at `at` or later: two statements at most. */
  async binding(reader: Reader, cases: readonly DoseCase[], at: Instant): Promise<Taken> {
    const asNeeded = cases.filter(({ prescription }) => prescription.revisions.some(isAsNeeded));
    if (asNeeded.length === 0) return new Taken([], new Map());
    const schedules = asNeeded.flatMap(({ prescription }) =>
      prescription.revisions.filter(isAsNeeded).map(({ schedule }) => schedule),
    );
    const residentIds = [...new Set(asNeeded.map(({ prescription }) => prescription.residentId))];
    const taken = await this.administrations.takenSince(reader, residentIds, countingSince(schedules, at));
    const substances = new Map<string, Substance>();
    for (const { prescription, medicine } of cases) substances.set(prescription.medicationId, medicine);
    const others = taken.map(({ medicationId }) => medicationId).filter((id) => !substances.has(id));
    for (const [id, medicine] of await this.cases.medicines(reader, others)) substances.set(id, medicine);
    return new Taken(taken, substances);
  }
}
