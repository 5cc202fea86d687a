import type { INestApplicationContext } from '@nestjs/common';
import type { LocalDate, SteppedClock, Zone } from '#platform/time';
import type { Progress } from '../progress.js';

/** The home that the demonstration fills: its services, its clock to step through the past, and where it stands. */
export interface DemoHome {
  readonly app: INestApplicationContext;
  readonly clock: SteppedClock;
  readonly zone: Zone;
  /** The last day of the demonstration. */
  readonly today: LocalDate;
  /** The same seed and day fill the same home. */
  readonly seed: number;
  readonly progress: Progress;
}
