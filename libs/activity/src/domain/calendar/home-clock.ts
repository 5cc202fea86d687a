import { addMinutes, type ClockChange, type Instant, type Zone } from '#platform/time';

/** The home's zone, and when its clocks are set in the years that a calendar is about. */
export interface HomeClock {
  readonly zone: Zone;
  readonly settings: readonly Setting[];
}

/** A setting of the clocks, with the stretch in which the wall shows times twice or has just skipped them. */
interface Setting {
  readonly from: Instant;
  readonly to: Instant;
}

export function homeClock(zone: Zone, changes: readonly ClockChange[]): HomeClock {
  const settings = changes.map(({ at, before, after }) => {
    const shift = Math.abs(after - before);
    return { from: addMinutes(at, -shift), to: addMinutes(at, shift) };
  });
  return { zone, settings };
}

/**
 * Whether programs may differ about when a session is, where they are told its time on the wall: it begins or ends at one
 * that isn't on its day or is there twice, or the clocks are set while it lasts.
 */
export function isUnsteady({ settings }: HomeClock, startsAt: Instant, endsAt: Instant): boolean {
  return settings.some(({ from, to }) => startsAt < to && from <= endsAt);
}

/** Whether the wall shows an instant's time twice, or has just skipped it. */
export function isDoubtful({ settings }: HomeClock, instant: Instant): boolean {
  return settings.some(({ from, to }) => from <= instant && instant < to);
}
