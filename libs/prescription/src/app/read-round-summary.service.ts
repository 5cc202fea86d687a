import { Injectable } from '@nestjs/common';
import { Clock, HomeZone, type Instant, type Window } from '#platform/time';
import { roundWindow } from '../domain/round-window.js';
import { roundSummary, type RoundSummary } from '../domain/round-summary.js';
import { ReadMedicationRound, type RoundItem, type RoundQuery } from './medication-round.service.js';

/** A round to hand over, and the window that it is of. */
export interface DatedRoundSummary extends RoundSummary<RoundItem> {
  readonly window: Window;
  readonly asOf: Instant;
}

/** What became of a round, for the shift that comes. */
@Injectable()
export class ReadRoundSummary {
  constructor(
    private readonly rounds: ReadMedicationRound,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws as {@link ReadMedicationRound.read} */
  async read(query: RoundQuery): Promise<DatedRoundSummary> {
    const asOf = this.clock.now();
    const window = roundWindow(query, asOf, this.zone.id);
    const { items } = await this.rounds.read({ ...query, ...window });
    return { window, asOf, ...roundSummary(items) };
  }
}
