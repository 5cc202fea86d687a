import type { Instant, LocalDateTime } from '#platform/time';

/** A property in jCal (RFC 7265): its name, parameters, type and values. */
export type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, string>>,
  type: string,
  ...values: readonly (string | Readonly<Record<string, string>>)[],
];

/** A component in jCal: its name, properties and parts. */
export type Component = readonly [name: string, properties: readonly Property[], parts: readonly Component[]];

/** The type and values of times on a wall clock, to the minute. */
export function dateTimes(walls: readonly string[]): readonly [type: string, ...values: readonly string[]] {
  return ['date-time', ...walls.map((wall) => `${wall}:00`)];
}

/** A time on the wall of a zone, or an instant. */
export function timeProperty(name: string, zone: string, ...times: readonly (LocalDateTime | Instant)[]): Property {
  if (times.some(isInstantText)) return [name, {}, 'date-time', ...times.map((time) => utc(time as Instant))];
  return [name, { tzid: zone }, ...dateTimes(times)];
}

/** To the second, for a home keeps time to the minute and a calendar to the second. */
export function utc(at: Instant): string {
  return `${at.slice(0, 19)}Z`;
}

/** One line or several of text, without what no calendar may carry. */
export function plainText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
}

function isInstantText(time: string): time is Instant {
  return time.endsWith('Z');
}
