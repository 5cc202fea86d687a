import { printedDate, printedInstant, type Child, type Language, type Markup, type Print } from '#platform/print';
import { SUMMARY_WORDS, type SummaryWords } from '../domain/summary-words.js';
import { MedicineTable } from './summary-medicines.page.js';
import { ObservationList } from './summary-observations.page.js';
import type { SummaryDto } from './summary.dto.js';

/** What every part of the page needs. */
export interface Part {
  readonly summary: SummaryDto;
  readonly words: SummaryWords;
  readonly language: Language;
}

/** The summary as a page to print: what may harm the person first. */
export function summaryPage(summary: SummaryDto, language: Language): Print {
  const words = SUMMARY_WORDS[language];
  const { familyName, givenName, birthDate } = summary.resident;
  const name = `${familyName}, ${givenName}`;
  const part: Part = { summary, words, language };
  const asOf = words.asOf(printedInstant(summary.asOf, summary.timeZone, language), summary.madeBy);
  return {
    title: `${words.title}: ${name}`,
    language,
    foot: `${name}, ${printedDate(birthDate, language)}. ${asOf}`,
    body: (
      <main>
        <Identity {...part} />
        <Allergies {...part} />
        <Resuscitation {...part} />
        <Conditions {...part} />
        <Section title={words.medicines}>
          <MedicineTable {...part} />
        </Section>
        <Section title={words.observations}>
          <ObservationList {...part} />
        </Section>
        <Contacts {...part} />
        <Living {...part} />
        <p class="small as-of">
          {asOf} ({summary.timeZone})
        </p>
      </main>
    ),
  };
}

function Section({ title, children }: { readonly title: string; readonly children?: Child }): Markup {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Identity({ summary: { resident }, words, language }: Part): Markup {
  const { preferredName, bed } = resident;
  return (
    <header class="identity">
      <p class="small">{words.title}</p>
      <h1>
        <bdi>{resident.familyName}</bdi>, <bdi>{resident.givenName}</bdi>
        {preferredName === null ? null : (
          <span class="called">
            {' '}
            (<bdi>{preferredName}</bdi>)
          </span>
        )}
      </h1>
      <p>
        {words.born} <b>{printedDate(resident.birthDate, language)}</b> ({words.years(resident.age)}),{' '}
        {words.sex[resident.sex]}
      </p>
      <p>
        {words.status[resident.status]}
        {bed === null ? null : (
          <span>
            {': '}
            <bdi>{bed.unit}</bdi>, <bdi>{words.bed(bed.name, bed.roomName)}</bdi>
          </span>
        )}
      </p>
      {resident.identifiers.length === 0 ? null : (
        <p>
          {resident.identifiers.map(({ system, value }, index) => (
            <span class="identifier">
              {index === 0 ? '' : ' · '}
              <bdi>{system}</bdi> <b>{value}</b>
            </span>
          ))}
        </p>
      )}
    </header>
  );
}

function Allergies({ summary: { allergies, timeZone }, words, language }: Part): Markup {
  if (allergies === null) return <Notice title={words.allergies}>{withheld(words)}</Notice>;
  const { answer, items, reviewedAt, reviewedBy, reviewNote } = allergies;
  const when = reviewedAt === null ? '' : printedInstant(reviewedAt, timeZone, language);
  if (answer === 'not-asked') {
    return (
      <Notice title={words.notAsked} loud>
        <p>{words.notAskedMore}</p>
      </Notice>
    );
  }
  if (answer === 'none-known') {
    return (
      <Notice title={words.noneKnown}>
        <p>
          {words.saidBy(when, reviewedBy ?? '')}
          {reviewNote === null ? '' : `: ${reviewNote}`}
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={words.allergies} loud>
      <ul>
        {items.map(({ substance, type, criticality, reaction, atcCode }) => (
          <li>
            <b class="substance">
              <bdi>{substance}</bdi>
            </b>{' '}
            {atcCode === null ? '' : `(${atcCode}) `}
            {criticality === 'high' ? <span class="flag">{words.criticality.high}</span> : null}
            {words.allergyType[type]}
            {criticality === 'high' ? '' : `, ${words.criticality[criticality]}`}
            {': '}
            <bdi>{reaction ?? words.noReaction}</bdi>
          </li>
        ))}
      </ul>
      <p class="small">{reviewedAt === null ? words.notConfirmed : words.confirmedBy(when, reviewedBy ?? '')}</p>
    </Notice>
  );
}

function Resuscitation({ summary: { resident }, words, language }: Part): Markup {
  const { resuscitation } = resident;
  if (resuscitation === null) return <Notice title={`${words.resuscitation}: ${words.noDecision}`} />;
  const { decision, reviewedOn } = resuscitation;
  return (
    <Notice title={`${words.resuscitation}: ${words.decision[decision]}`} loud={decision === 'do-not-attempt'}>
      <p>
        {words.reviewed} {printedDate(reviewedOn, language)}
      </p>
    </Notice>
  );
}

function Notice(props: { readonly title: string; readonly loud?: boolean; readonly children?: Child }): Markup {
  return (
    <section class={props.loud === true ? 'notice loud' : 'notice'}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Conditions({ summary: { conditions }, words, language }: Part): Markup {
  if (conditions === null) return <Section title={words.conditions}>{withheld(words)}</Section>;
  return (
    <Section title={words.conditions}>
      {conditions.length === 0 ? <p>{words.noConditions}</p> : null}
      <ul class="in-two">
        {conditions.map(({ text, code, codeSystem, onsetOn }) => (
          <li>
            <bdi>{text}</bdi>
            <span class="small">
              {code === null ? '' : ` (${[codeSystem, code].filter((each) => each !== null).join(' ')})`}
              {onsetOn === null ? '' : `, ${words.since} ${printedDate(onsetOn, language)}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Contacts({ summary: { contacts }, words }: Part): Markup {
  return (
    <Section title={words.contacts}>
      {contacts.length === 0 ? <p>{words.noContacts}</p> : null}
      <table class="contacts">
        <tbody>
          {contacts.map(({ name, relationship, phone, email, isLegalRepresentative, isEmergencyContact }) => (
            <tr>
              <td>
                <b>
                  <bdi>{name}</bdi>
                </b>
                , <bdi>{relationship}</bdi>
              </td>
              <td>
                {isLegalRepresentative ? <span class="flag">{words.representative}</span> : null}
                {isEmergencyContact ? <span class="flag">{words.emergency}</span> : null}
              </td>
              <td>
                <b class="nowrap">{phone ?? ''}</b>
                {email === null ? null : (
                  <span class="small">
                    {' '}
                    <bdi>{email}</bdi>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Living({ summary: { resident }, words }: Part): Markup {
  const lines = [
    [words.diet, resident.diet],
    [words.mobility, resident.mobility],
    [words.notes, resident.notes],
  ] as const;
  return (
    <Section title={words.living}>
      {lines.map(([title, text]) => (
        <p class="lines">
          <b>{title}:</b> <bdi>{text ?? words.notRecorded}</bdi>
        </p>
      ))}
    </Section>
  );
}

/** Says in print that there may be more. */
export function withheld(words: SummaryWords): Markup {
  return <p class="withheld">{words.withheld}</p>;
}
