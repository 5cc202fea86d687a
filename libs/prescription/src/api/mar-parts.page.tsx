import { printedDate, printedInstant, type Language, type Markup } from '#platform/print';
import type { MarWeek } from '../domain/mar-window.js';
import type { MarWords } from '../domain/mar-words.js';
import { isTaken } from '../domain/outcome.js';
import type { MarMarks } from './mar-marks.page.js';
import type { MarPrescriptionDto } from './mar-prescription.dto.js';
import type { MarRecordDto } from './mar-record.dto.js';
import type { MarDto } from './mar.dto.js';

/** What every part of the chart needs. */
export interface Part {
  readonly mar: MarDto;
  readonly words: MarWords;
  readonly language: Language;
  readonly marks: MarMarks;
}

/** What a part of the chart needs that is of one week. */
export interface WeekPart extends Part {
  readonly week: MarWeek;
}

/** A day and a time of the home. */
export function shown(at: string, { mar, language }: Pick<Part, 'mar' | 'language'>): string {
  return printedInstant(at, mar.timeZone, language);
}

export function decimal(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value);
}

export function amount({ quantity, unit }: Pick<MarRecordDto, 'quantity' | 'unit'>, language: Language): string {
  return quantity === null ? '' : `${decimal(quantity, language)} ${unit}`;
}

/** Initials of who wrote it down, and of who was present. */
export function signatures({ by, witness }: Pick<MarRecordDto, 'by' | 'witness'>): string {
  return witness === null ? by : `${by}/${witness}`;
}

/** A code as a cell has it: in a box where the dose was not taken, so that nobody reads it as given. */
export function Code({ record }: { readonly record: Pick<MarRecordDto, 'code' | 'outcome'> }): Markup | null {
  const { code } = record;
  if (code === null) return null;
  return isTaken(record.outcome) ? <span>({code})</span> : <span class="not-taken">{code}</span>;
}

/** The initials, after the code that says that the dose was not taken. */
export function Signed({ record }: { readonly record: MarRecordDto }): Markup {
  const code = <Code record={record} />;
  const initials = <b>{signatures(record)}</b>;
  return isTaken(record.outcome) ? (
    <span>
      {initials} {code}
    </span>
  ) : (
    <span>
      {code} {initials}
    </span>
  );
}

/** What a dose refers to at the back of the chart. */
export function Marks({ marks }: { readonly marks: readonly string[] | undefined }): Markup | null {
  return marks === undefined ? null : <sup class="nowrap">{marks.join(',')}</sup>;
}

/** The medicine with what is to be looked out for, its terms in the week, and what interrupted it. */
export function Medicine({ line, ...part }: WeekPart & { readonly line: MarPrescriptionDto }): Markup {
  const { words, week } = part;
  const { medication, flags, suspensions, ended } = line;
  const { name, strength, form } = medication;
  const said = name.toLowerCase();
  const more = [strength, form].filter((text) => text !== null && !said.includes(text.toLowerCase()));
  const terms = line.terms.filter(({ from, to }) => (from ?? '') < week.to && (to === null || to > week.from));
  return (
    <div>
      <p class="named">
        <b class="name">
          <bdi>{[name, ...more].join(', ')}</bdi>
        </b>{' '}
        {flags.map((flag) => (
          <span class="flag">{words.flags[flag]}</span>
        ))}
      </p>
      {terms.map((one) => (
        <Terms {...part} terms={one} />
      ))}
      {suspensions
        .filter(({ from, to }) => from < week.to && (to === null || to > week.from))
        .map(({ from, to, reason, by }) => (
          <p>
            <b>{words.suspended}</b> {shown(from, part)} – {to === null ? words.goesOn : shown(to, part)}
            {reason === null ? '' : ': '}
            <bdi>{reason ?? ''}</bdi> ({by})
          </p>
        ))}
      {ended === null || (ended.status === 'stopped' && ended.from >= week.to) ? null : (
        <p>
          <b>{ended.status === 'stopped' ? words.ended.stopped : words.ended['entered-in-error']}</b>{' '}
          {shown(ended.from, part)}
          {ended.reason === null ? '' : ': '}
          <bdi>{ended.reason ?? ''}</bdi> ({ended.by})
        </p>
      )}
    </div>
  );
}

type TermsPart = WeekPart & { readonly terms: MarPrescriptionDto['terms'][number] };

function Terms({ terms, ...part }: TermsPart): Markup {
  const { words, language, week } = part;
  const { from, to, dose, route, schedule, indication, asNeededFor, instructions, startsOn, endsOn, prescriber } =
    terms;
  const why = indication === null || indication === asNeededFor ? '' : `${words.for}: ${indication}. `;
  const until = endsOn === null ? '' : ` ${words.until} ${printedDate(endsOn, language)}`;
  const dates = `${words.sinceDay} ${printedDate(startsOn, language)}${until}`;
  const when =
    from !== null && from > week.from
      ? words.termsFrom(shown(from, part))
      : to !== null && to < week.to
        ? words.termsUntil(shown(to, part))
        : null;
  return (
    <p class="terms">
      {when === null ? null : <b>{when}: </b>}
      <b>
        {decimal(dose.quantity, language)} <bdi>{dose.unit}</bdi>
      </b>
      , <bdi>{route}</bdi>, <bdi>{schedule[language]}</bdi>. <bdi>{why}</bdi>
      {instructions === null ? null : (
        <b>
          <bdi>{instructions}</bdi>.{' '}
        </b>
      )}
      <span class="small">
        {dates}, <bdi>{prescriber}</bdi>
      </span>
    </p>
  );
}
