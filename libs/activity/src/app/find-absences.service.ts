import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { ResidentDirectory, type StatusPeriod } from '#resident';
import type { Away } from '../domain/away.js';

/** When residents were, or are, on leave or in hospital. */
@Injectable()
export class FindAbsences {
  constructor(private readonly residents: ResidentDirectory) {}

  /** By resident; one statement. */
  async of(reader: Reader, residentIds: readonly string[]): Promise<ReadonlyMap<string, readonly Away[]>> {
    const periods = await this.residents.statusPeriods(reader, residentIds);
    return new Map([...periods].map(([id, all]) => [id, all.flatMap(awayIn)]));
  }
}

function awayIn({ status, from, to, expectedReturnOn }: StatusPeriod): readonly Away[] {
  const isAway = status === 'on-leave' || status === 'in-hospital';
  return isAway ? [{ from, to: to ?? undefined, expectedReturnOn }] : [];
}
