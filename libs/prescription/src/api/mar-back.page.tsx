import { printedDay, type Markup } from '#platform/print';
import { datePart, timePart } from '#platform/time';
import { AllergiesInFull } from './mar-allergies.page.js';
import type { MarNote, NumberedCorrection } from './mar-marks.page.js';
import { isTaken } from '../domain/outcome.js';
import { amount, Code, shown, signatures, type Part } from './mar-parts.page.js';
import type { MarRecordDto } from './mar-record.dto.js';

/** Minutes after which the entry of a dose is told apart from the act. */
const ENTERED_LATER_MINUTES = 60;

/** What the cells refer to: reasons in full, corrections, and the keys. */
export function Back(part: Part): Markup {
  return (
    <div class="back">
      <AllergiesInFull {...part} />
      <Notes {...part} />
      <Corrections {...part} />
      <Keys {...part} />
    </div>
  );
}

function Notes({ marks: { notes }, ...part }: Part): Markup | null {
  const { words, language } = part;
  if (notes.length === 0) return null;
  return (
    <section>
      <h2>{words.notes}</h2>
      <table class="notes">
        <thead>
          <tr>
            {[words.number, words.slot, words.medicine, words.what, words.note, words.by].map((title) => (
              <th>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notes.map(({ number, prescription, dose, record }) => (
            <tr>
              <td>{number}</td>
              <td class="nowrap">
                {printedDay(datePart(dose.local), language)} <b>{timePart(dose.local)}</b>
              </td>
              <td>
                <bdi>{prescription.medication.name}</bdi>
              </td>
              <td>
                <What {...part} record={record} />
              </td>
              <td>
                <bdi>{remarks(dose, record, part).join(' ')}</bdi>
              </td>
              <td>
                {signatures(record)}
                {isEnteredLater(record) ? `, ${words.written(shown(record.recordedAt, part))}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RecordPart = Pick<Part, 'mar' | 'words' | 'language'> & { readonly record: MarRecordDto };

/** What became of a dose, in words, with the code that the cell has. */
function What({ mar, words, language, record, at }: RecordPart & { readonly at?: string }): Markup {
  const meaning = mar.codes.find(({ code }) => code === record.code)?.meaning[language];
  const quantity = amount(record, language);
  return (
    <span>
      <Code record={record} /> <b>{words.outcome[record.outcome]}</b>
      {at === undefined ? '' : ` ${at}`}
      {quantity === '' ? '' : `, ${quantity}`}
      {record.reason === null || meaning === undefined ? '' : `: ${meaning}`}
    </span>
  );
}

/** Which dose, and what became of it; when, where it was taken, for that may be what was wrong. */
function Record({ record, ...part }: RecordPart): Markup {
  const { scheduledFor, administeredAt, outcome, note } = record;
  const slot = shown(scheduledFor ?? administeredAt, part);
  const act = shown(administeredAt, part);
  const [day] = slot.split(', ');
  const at = day !== undefined && act.startsWith(`${day}, `) ? act.slice(day.length + 2) : act;
  return (
    <span>
      {slot} <What {...part} record={record} {...(isTaken(outcome) ? { at } : {})} />
      {note === null ? null : (
        <span>
          . <bdi>{note}</bdi>
        </span>
      )}
    </span>
  );
}

function remarks(
  { isOffSchedule }: MarNote['dose'],
  { note, acknowledgeReason }: MarRecordDto,
  { words }: Pick<Part, 'words'>,
): readonly string[] {
  return [
    ...(note === null ? [] : [note]),
    ...(acknowledgeReason === null ? [] : [words.inSpite(acknowledgeReason)]),
    ...(isOffSchedule ? [words.offSchedule] : []),
  ];
}

function isEnteredLater({ administeredAt, recordedAt }: MarRecordDto): boolean {
  return Date.parse(recordedAt) - Date.parse(administeredAt) > ENTERED_LATER_MINUTES * 60_000;
}

function Corrections({ marks: { corrections }, ...part }: Part): Markup | null {
  const { words } = part;
  if (corrections.length === 0) return null;
  return (
    <section>
      <h2>{words.corrections}</h2>
      <table class="corrections">
        <thead>
          <tr>
            {[words.number, words.medicine, words.wrong, words.correctedBecause, words.right].map((title) => (
              <th>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {corrections.map((correction) => (
            <Correction {...part} correction={correction} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CorrectionPart = Omit<RecordPart, 'record'> & { readonly correction: NumberedCorrection };

function Correction({ correction, ...part }: CorrectionPart): Markup {
  const { number, prescription, wrong, right, reason } = correction;
  return (
    <tr>
      <td>c{number}</td>
      <td>
        <bdi>{prescription.medication.name}</bdi>
      </td>
      <td>
        <s>
          <Record {...part} record={wrong} />
        </s>{' '}
        ({signatures(wrong)})
      </td>
      <td>
        <bdi>{reason ?? ''}</bdi>
        {right === null ? '' : ` (${right.by}, ${shown(right.recordedAt, part)})`}
      </td>
      <td>
        {right === null ? null : (
          <span>
            <Record {...part} record={right} />
          </span>
        )}
      </td>
    </tr>
  );
}

function Keys({ mar, words, language }: Part): Markup {
  return (
    <section class="keys together">
      <Key title={words.keyOfSigns} items={words.signs} />
      <Key title={words.keyOfCodes} items={mar.codes.map(({ code, meaning }) => [code, meaning[language]] as const)} />
      <Key
        title={words.keyOfInitials}
        items={mar.signatories.map(({ initials, name }) => [initials, name ?? words.program] as const)}
      />
    </section>
  );
}

type KeyPart = { readonly title: string; readonly items: readonly (readonly [string, string])[] };

function Key({ title, items }: KeyPart): Markup | null {
  if (items.length === 0) return null;
  return (
    <p>
      <b>{title}:</b>{' '}
      {items.map(([sign, meaning]) => (
        <span class="key">
          <Sign sign={sign} /> <bdi>{meaning}</bdi>
        </span>
      ))}
    </p>
  );
}

/** As a cell has it. */
function Sign({ sign }: { readonly sign: string }): Markup {
  const [, boxed] = /^\[(.)\]$/.exec(sign) ?? [];
  if (boxed !== undefined) return <span class="not-taken">{boxed}</span>;
  return sign.startsWith('/') ? <i>{sign}</i> : <b>{sign}</b>;
}
