import { printedDate, printedInstant, type Language, type Markup } from '#platform/print';
import type { SummaryWords } from '../domain/summary-words.js';
import type { SummaryMedicineDto } from './summary-clinical.dto.js';
import type { SummaryDto } from './summary.dto.js';

interface MedicinesPart {
  readonly summary: Pick<SummaryDto, 'medicines' | 'timeZone' | 'asOf'>;
  readonly words: SummaryWords;
  readonly language: Language;
}

/** Each medicine in one row: what, how much, when and why, and what was given last. */
export function MedicineTable({ summary, words, language }: MedicinesPart): Markup {
  const { medicines, timeZone } = summary;
  if (medicines === null) return <p class="withheld">{words.withheld}</p>;
  if (medicines.length === 0) return <p>{words.noMedicines}</p>;
  return (
    <table class="medicines">
      <thead>
        <tr>
          <th>{words.medicine}</th>
          <th>{words.dose}</th>
          <th>{words.when}</th>
          <th>{words.lastGiven}</th>
        </tr>
      </thead>
      <tbody>
        {medicines.map((medicine) => (
          <tr>
            <td>
              <Name medicine={medicine} words={words} />
              {medicine.suspendedSince === null ? null : (
                <p>
                  <b>
                    {words.suspended} {printedInstant(medicine.suspendedSince, timeZone, language)}
                  </b>
                  {medicine.suspendedBecause === null ? '' : `: ${medicine.suspendedBecause}`}
                </p>
              )}
            </td>
            <td>
              <b class="nowrap">
                {number(medicine.doseQuantity, language)} {medicine.doseUnit}
              </b>
              , <bdi>{medicine.route}</bdi>
            </td>
            <td>
              <When medicine={medicine} words={words} language={language} />
            </td>
            <td>
              <LastGiven medicine={medicine} words={words} language={language} timeZone={timeZone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MedicinePart {
  readonly medicine: SummaryMedicineDto;
  readonly words: SummaryWords;
  readonly language: Language;
}

function Name({ medicine, words }: Omit<MedicinePart, 'language'>): Markup {
  const { name, activeSubstance, strength, form, flags } = medicine;
  const said = name.toLowerCase();
  // Catalogues have it in the name, more often than not.
  const more = [activeSubstance, strength, form].filter((text) => text !== null && !said.includes(text.toLowerCase()));
  return (
    <span>
      <b>
        <bdi>{name}</bdi>
      </b>
      {more.length === 0 ? null : (
        <span class="small">
          {' '}
          <bdi>{more.join(', ')}</bdi>
        </span>
      )}{' '}
      {flags.map((flag) => (
        <span class="flag">{words.flags[flag]}</span>
      ))}
    </span>
  );
}

function When({ medicine, words, language }: MedicinePart): Markup {
  const { schedule, indication, instructions, asNeeded, endsOn } = medicine;
  const why = [asNeeded?.reason === indication ? null : indication, instructions].filter((text) => text !== null);
  return (
    <span>
      <bdi>{schedule[language]}</bdi>
      {endsOn === null ? '' : `, ${words.until} ${printedDate(endsOn, language)}`}
      {why.length === 0 ? null : (
        <span class="small">
          <br />
          <bdi>{why.join('. ')}</bdi>
        </span>
      )}
    </span>
  );
}

function LastGiven({ medicine, words, language, timeZone }: MedicinePart & { readonly timeZone: string }): Markup {
  const { lastGiven } = medicine;
  if (lastGiven === null) return <span>{words.neverGiven}</span>;
  const { at, quantity, unit, outcome } = lastGiven;
  return (
    <span>
      <b class="nowrap">{printedInstant(at, timeZone, language)}</b>
      <br />
      {quantity === null ? '' : `${number(quantity, language)} ${unit}`}
      {outcome === 'part-given' ? ` (${words.partGiven})` : ''}
    </span>
  );
}

function number(quantity: number, language: Language): string {
  return quantity.toLocaleString(language, { maximumFractionDigits: 6, useGrouping: false });
}
