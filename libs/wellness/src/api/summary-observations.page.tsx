import { printedInstant, type Language, type Markup } from '#platform/print';
import { observationType } from '../domain/observation-types.js';
import { withUnit } from '../domain/printed-unit.js';
import type { SummaryWords } from '../domain/summary-words.js';
import type { ObservationDto } from './observation.dto.js';
import type { SummaryDto } from './summary.dto.js';

interface ObservationsPart {
  readonly summary: Pick<SummaryDto, 'observations' | 'news2' | 'withheld' | 'timeZone'>;
  readonly words: SummaryWords;
  readonly language: Language;
}

/** The early warning score, then the last of each type in two columns. */
export function ObservationList({ summary, words, language }: ObservationsPart): Markup {
  const { observations, timeZone } = summary;
  if (observations === null) return <p class="withheld">{words.withheld}</p>;
  return (
    <div>
      <p class="score">
        <Score summary={summary} words={words} language={language} />
      </p>
      {observations.length === 0 ? <p>{words.noObservations}</p> : null}
      <ul class="in-two values">
        {observations.map((observation) => (
          <li>
            <span>{observationType(observation.type)?.display[language] ?? observation.type}</span>
            <b class="nowrap">{valueOf(observation, language)}</b>
            <span class="small nowrap">{printedInstant(observation.takenAt, timeZone, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Score({ summary: { news2, timeZone }, words, language }: ObservationsPart): Markup {
  if (news2 === null) return <span>{words.noNews2}</span>;
  const { score, partialScore, assessedAt, label } = news2;
  return (
    <span>
      NEWS2 <b>{score === null ? `${words.incomplete} ${partialScore ?? 0}` : `${score}: ${label[language]}`}</b>,{' '}
      {printedInstant(assessedAt, timeZone, language)}
    </span>
  );
}

function valueOf({ type, value, code, systolic, diastolic, unit }: ObservationDto, language: Language): string {
  const known = observationType(type);
  if (systolic !== null && diastolic !== null) return withUnit(`${systolic}/${diastolic}`, unit);
  if (known?.kind === 'coded') {
    return known.codes.find((each) => each.code === code)?.display[language] ?? String(code);
  }
  if (known?.kind === 'numeric' && code !== null && known.word?.code === code) return known.word.display[language];
  return typeof value === 'number' ? withUnit(value.toLocaleString(language), unit) : (value ?? '');
}
