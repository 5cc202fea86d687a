import { printedDate, printedDay, type Language, type Markup, type Print } from '#platform/print';
import { weeksOf } from '../domain/mar-window.js';
import { MAR_WORDS } from '../domain/mar-words.js';
import { Harms } from './mar-allergies.page.js';
import { AsNeeded } from './mar-as-needed.page.js';
import { Back } from './mar-back.page.js';
import { Grid } from './mar-grid.page.js';
import { marksOf } from './mar-marks.page.js';
import { shown, type Part, type WeekPart } from './mar-parts.page.js';
import type { MarDto } from './mar.dto.js';

/** The chart as pages to print: a sheet for each week, with who it is of and what harms them at the head of every page. */
export function marPage(mar: MarDto, language: Language): Print {
  const words = MAR_WORDS[language];
  const part: Part = { mar, words, language, marks: marksOf(mar) };
  const { familyName, givenName, birthDate } = mar.resident;
  const name = `${familyName}, ${givenName}`;
  const weeks = weeksOf(mar, mar.timeZone);
  return {
    title: `${words.title}: ${name}`,
    language,
    foot: `${name}, ${printedDate(birthDate, language)}. ${words.asOf(shown(mar.asOf, part), mar.madeBy)}`,
    landscape: true,
    body: (
      <main>
        {weeks.map((week, index) => (
          <Sheet {...part} week={week} isLast={index === weeks.length - 1} />
        ))}
      </main>
    ),
  };
}

/** A table around it all, because its head is printed again on each page that it goes on to. */
function Sheet({ isLast, ...part }: WeekPart & { readonly isLast: boolean }): Markup {
  return (
    <table class="sheet">
      <thead>
        <tr>
          <th>
            <Head {...part} />
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <Grid {...part} />
            <AsNeeded {...part} />
            {isLast ? <Back {...part} /> : null}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Head(part: WeekPart): Markup {
  const { mar, words, language, week } = part;
  const { familyName, givenName, preferredName, birthDate, age, bed, identifiers } = mar.resident;
  const [first, last] = [week.days[0] ?? '', week.days.at(-1) ?? ''];
  return (
    <header class="mar-head">
      <div class="who">
        <h1>
          <bdi>{familyName}</bdi>, <bdi>{givenName}</bdi>
          {preferredName === null ? null : (
            <span class="called">
              {' '}
              (<bdi>{preferredName}</bdi>)
            </span>
          )}
        </h1>
        <p>
          {words.born} <b>{printedDate(birthDate, language)}</b> ({words.years(age)}) ·{' '}
          <bdi>{bed === null ? words.noBed : `${bed.unit}, ${words.bed(bed.name, bed.roomName)}`}</bdi>
        </p>
        {identifiers.length === 0 ? null : (
          <p class="small">
            {identifiers.map(({ system, value }, index) => (
              <span>
                {index === 0 ? '' : ' · '}
                <bdi>{system}</bdi> <b>{value}</b>
              </span>
            ))}
          </p>
        )}
      </div>
      <Harms {...part} />
      <div class="what">
        <p>{words.title}</p>
        <p class="period">
          {printedDay(first, language)} – {printedDay(last, language)} {last.slice(0, 4)}
        </p>
        <Resuscitation {...part} />
      </div>
    </header>
  );
}

function Resuscitation({ mar, words, language }: Part): Markup {
  const { resuscitation } = mar.resident;
  if (resuscitation === null) {
    return (
      <p>
        {words.resuscitation}: {words.noDecision}
      </p>
    );
  }
  return (
    <p>
      {words.resuscitation}: <b>{words.decision[resuscitation.decision]}</b>{' '}
      <span class="small">
        ({words.reviewed} {printedDate(resuscitation.reviewedOn, language)})
      </span>
    </p>
  );
}
