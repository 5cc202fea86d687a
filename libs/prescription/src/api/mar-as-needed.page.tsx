import { printedDay, printedTime, type Markup } from '#platform/print';
import { localDateOf } from '#platform/time';
import { amount, Code, decimal, Marks, Medicine, signatures, type Part, type WeekPart } from './mar-parts.page.js';
import type { MarPrescriptionDto } from './mar-prescription.dto.js';
import type { MarAsNeededDoseDto } from './mar-record.dto.js';

/** What may be given when needed, with each dose of the week: what for, by whom, and what it achieved. */
export function AsNeeded(part: WeekPart): Markup | null {
  const { mar, words, week } = part;
  const lines = mar.prescriptions.flatMap((line) => {
    const doses = line.asNeeded.filter(({ administration: { administeredAt: at } }) => at >= week.from && at < week.to);
    return doses.length > 0 || mayBeNeeded(line, week) ? [{ line, doses }] : [];
  });
  if (lines.length === 0) return null;
  return (
    <table class="as-needed">
      <colgroup>
        {['medicine', 'date', 'dose', '', 'by', 'effect', 'total'].map((name) => (
          <col class={name} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {[words.asNeeded, words.date, words.dose, words.why, words.by, words.effect, words.total].map((title) => (
            <th>{title}</th>
          ))}
        </tr>
      </thead>
      {lines.map(({ line, doses: [first, ...others] }) => (
        <tbody class={others.length > 8 ? '' : 'medicine'}>
          <tr>
            <td rowspan={others.length + 1}>
              <Medicine {...part} line={line} />
            </td>
            {first === undefined ? <td colspan={6}>{words.noAsNeeded}</td> : <Row {...part} dose={first} line={line} />}
          </tr>
          {others.map((dose) => (
            <tr>
              <Row {...part} dose={dose} line={line} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function mayBeNeeded({ terms, ended }: MarPrescriptionDto, { from, to, days }: WeekPart['week']): boolean {
  if (ended !== null && (ended.status !== 'stopped' || ended.from <= from)) return false;
  return terms.some(
    (one) =>
      one.kind === 'as-needed' &&
      (one.from ?? '') < to &&
      (one.to === null || one.to > from) &&
      one.startsOn <= (days.at(-1) ?? '') &&
      (one.endsOn === null || one.endsOn >= (days[0] ?? '')),
  );
}

type RowPart = Part & { readonly dose: MarAsNeededDoseDto; readonly line: MarPrescriptionDto };

function Row({ dose, line, ...part }: RowPart): Markup {
  const { mar, words, language, marks } = part;
  const { administration: record, total } = dose;
  const { administeredAt, reason, note } = record;
  const code = mar.codes.find((one) => one.code === record.code)?.meaning[language];
  const what = reason === null ? (line.terms.at(-1)?.asNeededFor ?? '') : (code ?? '');
  return (
    <>
      <td class="nowrap">
        {printedDay(localDateOf(administeredAt, mar.timeZone), language)}{' '}
        <b>{printedTime(administeredAt, mar.timeZone, language)}</b>
        <Marks marks={marks.of.get(record.id)} />
      </td>
      <td>
        <b>{amount(record, language)}</b> <Code record={record} />
      </td>
      <td>
        <bdi>{[what, note].filter((text) => text !== null && text !== '').join('. ')}</bdi>
      </td>
      <td>
        <b>{signatures(record)}</b>
      </td>
      <td>
        <Effect {...part} dose={dose} />
      </td>
      <td>
        {decimal(total.quantity, language)} <bdi>{record.unit}</bdi>, {words.doses(total.doses)}
        {total.hasOtherUnits ? `, ${words.otherUnits}` : ''}
      </td>
    </>
  );
}

function Effect({ dose: { response }, mar, words, language }: Part & { readonly dose: MarAsNeededDoseDto }): Markup {
  if (response === null) return <i>{words.noEffect}</i>;
  const { at, effect, note, by } = response;
  return (
    <span>
      <b>{words.effects[effect]}</b> {printedTime(at, mar.timeZone, language)} ({by}){note === null ? '' : ': '}
      <bdi>{note ?? ''}</bdi>
    </span>
  );
}
