// Refused by: no-restricted-syntax: Here Temporal.Now may only check the name of a zone: Temporal.Now.zonedDateTimeISO(name).
import { Temporal } from 'temporal-polyfill';

export function zone(name: string): string {
  return Temporal.Now.zonedDateTimeISO(name).timeZoneId;
}

export function now(): string {
  return Temporal.Now.instant().toString();
}
