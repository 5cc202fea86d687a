import { addMinutes, minutesFromUtc, type ClockChange, type Instant, type Zone } from '#platform/time';
import { dateTimes, type Component } from './jcal.js';

/** Changes that are alike, which RFC 5545 calls an observance. */
interface Observance {
  readonly before: number;
  readonly after: number;
  readonly at: readonly Instant[];
}

/**
 * The clocks of a zone as a VTIMEZONE: each time that they are set, from the zone itself, so that a program reads every
 * time as this home does, whatever its own tables say. Past changes of the law are right, and so are coming ones that
 * are known.
 * @param since from when on times are told.
 * @param changes all from then on.
 */
export function timeZone(zone: Zone, since: Instant, changes: readonly ClockChange[]): Component {
  const offset = minutesFromUtc(since, zone);
  const observances: Observance[] = [{ before: offset, after: offset, at: [since] }];
  for (const { at, before, after } of changes) {
    const alike = observances.findIndex((one) => one.before === before && one.after === after);
    const known = observances[alike];
    if (known === undefined) observances.push({ before, after, at: [at] });
    else observances[alike] = { ...known, at: [...known.at, at] };
  }
  return ['vtimezone', [['tzid', {}, 'text', zone]], observances.map(component)];
}

function component({ before, after, at }: Observance): Component {
  // On the wall clock as it was before, as the RFC asks.
  const walls = at.map((one) => addMinutes(one, before).slice(0, 16));
  const [first = ''] = walls;
  return [
    after > before ? 'daylight' : 'standard',
    [
      ['dtstart', {}, ...dateTimes([first])],
      ['tzoffsetfrom', {}, 'utc-offset', offsetText(before)],
      ['tzoffsetto', {}, 'utc-offset', offsetText(after)],
      ['tzname', {}, 'text', nameOf(after)],
      // The first as well, and one each: some programs leave out the start where there are dates, or read one of a list.
      ...walls.map((wall): Component[1][number] => ['rdate', {}, ...dateTimes([wall])]),
    ],
    [],
  ];
}

function offsetText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** As the IANA tables name an offset that has no letters. */
function nameOf(minutes: number): string {
  return offsetText(minutes).replace(':00', '').replace(':', '');
}
