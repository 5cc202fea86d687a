import { printedDay, printedTime, type Markup } from '#platform/print';
import { localDateOf, type LocalDate } from '#platform/time';
import type { MarDto } from './mar.dto.js';
import { slotOf } from './mar-marks.page.js';
import { amount, Marks, Medicine, Signed, type WeekPart } from './mar-parts.page.js';
import type { MarPrescriptionDto } from './mar-prescription.dto.js';
import type { MarDoseDto, MarRecordDto } from './mar-record.dto.js';

/** A row for each time of the day of each medicine, a cell for each day. */
export function Grid(part: WeekPart): Markup {
  const { mar, words, language, week } = part;
  const lines = mar.prescriptions.flatMap((line) => {
    const doses = line.doses.filter(({ scheduledFor }) => scheduledFor >= week.from && scheduledFor < week.to);
    return doses.length > 0 || isExpected(line, week) ? [{ line, doses }] : [];
  });
  return (
    <table class="grid">
      <colgroup>
        <col class="medicine" />
        <col class="time" />
        {week.days.map(() => (
          <col />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th>{words.medicine}</th>
          <th>{words.time}</th>
          {week.days.map((day) => (
            <th class="day">{printedDay(day, language)}</th>
          ))}
        </tr>
        <Away {...part} />
      </thead>
      {lines.length === 0 ? (
        <tbody>
          <tr>
            <td colspan={week.days.length + 2}>{words.none}</td>
          </tr>
        </tbody>
      ) : null}
      {lines.map(({ line, doses }) => (
        <Rows {...part} line={line} doses={doses} />
      ))}
    </table>
  );
}

/** Something with times of its own that goes on in these days, though none of its doses is due. */
function isExpected({ terms, ended }: MarPrescriptionDto, { from, to, days }: WeekPart['week']): boolean {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  if (ended !== null && (ended.status !== 'stopped' || ended.from <= from)) return false;
  return terms.some(
    (one) =>
      one.kind === 'times' &&
      (one.from ?? '') < to &&
      (one.to === null || one.to > from) &&
      one.startsOn <= last &&
      (one.endsOn === null || one.endsOn >= first),
  );
}

/** On which days the resident was away, and from when or until when. */
function Away({ mar, words, language, week }: WeekPart): Markup | null {
  const { absences, timeZone } = mar;
  const here = absences.filter(({ from, to }) => (from ?? '') < week.to && (to === null || to > week.from));
  if (here.length === 0) return null;
  const on = (day: LocalDate): readonly string[] =>
    here.flatMap(({ kind, from, to }) => {
      const first = from === null ? null : localDateOf(from, timeZone);
      const last = to === null ? null : localDateOf(to, timeZone);
      if ((first !== null && day < first) || (last !== null && day > last)) return [];
      const since = from !== null && first === day ? ` ${words.since} ${printedTime(from, timeZone, language)}` : '';
      const until = to !== null && last === day ? ` ${words.until} ${printedTime(to, timeZone, language)}` : '';
      return [`${words.because[kind]}${since}${until}`];
    });
  return (
    <tr class="away">
      <th colspan={2}>{words.away}</th>
      {week.days.map((day) => (
        <th>
          {on(day).map((text) => (
            <p>{text}</p>
          ))}
        </th>
      ))}
    </tr>
  );
}

type RowsPart = WeekPart & { readonly line: MarPrescriptionDto; readonly doses: readonly MarDoseDto[] };

function Rows({ line, doses, ...part }: RowsPart): Markup {
  const { mar, words, week } = part;
  const times = [...new Set(doses.map(({ local }) => local.slice(11)))].sort();
  const [first, ...others] = times;
  const cells = (time: string): Markup[] =>
    week.days.map((day) => (
      <Cell
        {...part}
        line={line}
        doses={doses.filter(
          ({ local, scheduledFor }) => local.slice(11) === time && localDateOf(scheduledFor, mar.timeZone) === day,
        )}
      />
    ));
  return (
    <tbody class="medicine">
      <tr>
        <td rowspan={Math.max(times.length, 1)}>
          <Medicine {...part} line={line} />
        </td>
        {first === undefined ? null : <td class="time">{first}</td>}
        {first === undefined ? <td colspan={week.days.length + 1}>{words.noDose}</td> : cells(first)}
      </tr>
      {others.map((time) => (
        <tr>
          <td class="time">{time}</td>
          {cells(time)}
        </tr>
      ))}
    </tbody>
  );
}

function Cell({ line, doses, marks, ...part }: RowsPart): Markup {
  if (doses.length === 0) return <td class="cell none">·</td>;
  return (
    <td class="cell">
      {doses.map((dose) => (
        <p>
          <Dose {...part} marks={marks} dose={dose} />
          <Marks marks={marks.of.get(slotOf(line.prescriptionId, dose.scheduledFor))} />
        </p>
      ))}
    </td>
  );
}

type DosePart = WeekPart & { readonly dose: MarDoseDto };

function Dose({ dose, ...part }: DosePart): Markup {
  const { words, language } = part;
  const { state, administration: record, notRequiredBecause, isLate, isOtherQuantity } = dose;
  if (record === null) {
    if (state === 'not-required') return <i>/{words.because[notRequiredBecause ?? 'suspended']}/</i>;
    if (state === 'missed') return <b class="missed">{words.state.missed}</b>;
    return <span class="open">{state === 'overdue' || state === 'due' ? words.state[state] : ''}</span>;
  }
  return (
    <span>
      <Signed record={record} />
      {isLate ? <b class="nowrap"> {`${words.late} ${timeOf(record, dose, part)}`}</b> : null}
      {isOtherQuantity ? <b> {amount(record, language)}</b> : null}
    </span>
  );
}

/** With the day, where it is another than that of the dose. */
function timeOf(record: MarRecordDto, dose: MarDoseDto, { mar, language }: WeekPart): string {
  const { timeZone }: MarDto = mar;
  const time = printedTime(record.administeredAt, timeZone, language);
  const day = localDateOf(record.administeredAt, timeZone);
  return day === localDateOf(dose.scheduledFor, timeZone) ? time : `${printedDay(day, language)} ${time}`;
}
