import { Injectable } from '@nestjs/common';
import type { Quantity } from '#platform/kernel';
import type { Reader } from '#platform/database';
import { addMilliseconds } from '#platform/time';
import { inTurns } from '#platform/turns';
import { ObservationRepository } from '../data/observation.repository.js';
import type { Reading } from '../domain/reading.js';
import { referencesFrom, weightChanges, type WeightChange } from '../domain/weight-change.js';

/** Type whose change over weeks and months is told. */
const BODY_WEIGHT = 'body-weight';

/** How the last weight differs from those of weeks and months before. */
@Injectable()
export class WeighChange {
  constructor(private readonly observations: ObservationRepository) {}

  /** @param last of the observation type `code`; of another than weight there is no change to tell. */
  async changes(
    reader: Reader,
    residentId: string,
    code: string,
    last: Reading | null,
  ): Promise<readonly WeightChange[]> {
    if (code !== BODY_WEIGHT || !isWeighing(last)) return [];
    const before = { from: referencesFrom(last.takenAt), to: addMilliseconds(last.takenAt, 1) };
    const readings: Reading[] = [];
    for await (const some of inTurns(this.observations.readings(reader, residentId, code, before))) {
      readings.push(...some);
    }
    return weightChanges(last, readings);
  }
}

function isWeighing(reading: Reading | null): reading is Reading & { readonly value: Quantity } {
  return reading !== null && reading.value !== null;
}
