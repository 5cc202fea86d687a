import { toDecimal } from '#platform/kernel';
import { localDateTimeOf, WEEKDAYS, type Weekday, type Zone } from '#platform/time';
import type { AsNeededSchedule, DoseQuantity, Schedule, TimesSchedule } from './prescription.js';

/** The same in the two languages that the home works in. */
export interface Words {
  readonly en: string;
  readonly es: string;
}

/** When a medicine is given, as one says it to a person. */
export function scheduleInWords(schedule: Schedule, dose: DoseQuantity, zone: Zone): Words {
  switch (schedule.kind) {
    case 'times':
      return timesInWords(schedule);
    case 'once': {
      const at = localDateTimeOf(schedule.at, zone).replace('T', ' ');
      return { en: `once, ${at}`, es: `una vez, ${at}` };
    }
    case 'as-needed':
      return asNeededInWords(schedule, dose);
  }
}

function timesInWords({ times, daysOfWeek, everyDays, cycle }: TimesSchedule): Words {
  const days = joined([
    everyDays === null || everyDays === 1 ? undefined : { en: `every ${everyDays} days`, es: `cada ${everyDays} días` },
    cycle === null
      ? undefined
      : {
          en: `${cycle.onDays} days on, ${cycle.offDays} days off`,
          es: `${cycle.onDays} días sí, ${cycle.offDays} días no`,
        },
    daysOfWeek === null || daysOfWeek.length === WEEKDAYS.length
      ? undefined
      : {
          en: daysOfWeek.map((day) => NAMES[day].en).join(', '),
          es: daysOfWeek.map((day) => NAMES[day].es).join(', '),
        },
  ]);
  const clock = times.join(', ');
  return {
    en: `${days.en === '' ? 'every day' : days.en} at ${clock}`,
    es: `${days.es === '' ? 'cada día' : days.es} a las ${clock}`,
  };
}

function asNeededInWords(
  { reason, minIntervalMinutes, maxDosesPer24h, maxQuantityPer24h }: AsNeededSchedule,
  { unit }: DoseQuantity,
): Words {
  const most = maxQuantityPer24h === null ? undefined : `${toDecimal(maxQuantityPer24h)} ${unit}`;
  const apart = interval(minIntervalMinutes);
  return joined([
    { en: `as needed for ${reason}`, es: `a demanda por ${reason}` },
    minIntervalMinutes === 0 ? undefined : { en: `at least ${apart} apart`, es: `al menos ${apart} entre dosis` },
    {
      en: `at most ${maxDosesPer24h} ${maxDosesPer24h === 1 ? 'dose' : 'doses'} in 24 h`,
      es: `máximo ${maxDosesPer24h} dosis en 24 h`,
    },
    most === undefined ? undefined : { en: `at most ${most} in 24 h`, es: `máximo ${most} en 24 h` },
  ]);
}

function interval(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours === 0 ? '' : `${hours} h`, rest === 0 ? '' : `${rest} min`].filter((part) => part !== '').join(' ');
}

function joined(parts: readonly (Words | undefined)[]): Words {
  const said = parts.filter((part) => part !== undefined);
  return { en: said.map(({ en }) => en).join('; '), es: said.map(({ es }) => es).join('; ') };
}

const NAMES: Readonly<Record<Weekday, Words>> = {
  mon: { en: 'Mon', es: 'lun' },
  tue: { en: 'Tue', es: 'mar' },
  wed: { en: 'Wed', es: 'mié' },
  thu: { en: 'Thu', es: 'jue' },
  fri: { en: 'Fri', es: 'vie' },
  sat: { en: 'Sat', es: 'sáb' },
  sun: { en: 'Sun', es: 'dom' },
};
