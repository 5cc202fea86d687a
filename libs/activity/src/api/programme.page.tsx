import {
  printedDate,
  printedDay,
  printedInstant,
  printedTime,
  printedWeekday,
  type Language,
  type Markup,
  type Print,
} from '#platform/print';
import { MOST_SESSIONS, type WeekProgramme } from '../app/read-programme.service.js';
import type { DaySession, ProgrammeDay } from '../domain/programme.js';
import { PROGRAMME_WORDS, type ProgrammeWords } from '../domain/programme-words.js';

/** What every part of the page needs. */
interface Part {
  readonly programme: WeekProgramme;
  readonly words: ProgrammeWords;
  readonly language: Language;
}

/** The programme of a week as a poster: a column for each day, in letters that are read from a distance. */
export function programmePage(programme: WeekProgramme, language: Language): Print {
  const words = PROGRAMME_WORDS[language];
  const part: Part = { programme, words, language };
  const { days, week, asOf, timeZone } = programme;
  const [first, last] = [days[0]?.date ?? '', days.at(-1)?.date ?? ''];
  const period = `${printedDate(first, language)} – ${printedDate(last, language)}`;
  return {
    title: `${words.title}: ${period}`,
    language,
    foot: `${week}. ${words.asOf(printedInstant(asOf, timeZone, language))}`,
    poster: true,
    body: (
      <main>
        <table class="programme">
          <thead>
            <tr>
              <th class="head" colspan={days.length}>
                <h1>
                  {words.title} <span class="period">{period}</span>
                </h1>
              </th>
            </tr>
            <tr>
              {days.map(({ date }) => (
                <th class="day">{printedWeekday(date, language)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {days.map((day) => (
                <Day {...part} day={day} />
              ))}
            </tr>
          </tbody>
        </table>
        {programme.hasMore ? <p class="notice">{words.more(MOST_SESSIONS)}</p> : null}
      </main>
    ),
  };
}

function Day({ day: { sessions }, ...part }: Part & { readonly day: ProgrammeDay }): Markup {
  return (
    <td>
      {sessions.length === 0 ? <p class="none">{part.words.nothing}</p> : null}
      {sessions.map((session) => (
        <Held {...part} session={session} />
      ))}
    </td>
  );
}

function Held({ session, ...part }: Part & { readonly session: DaySession }): Markup {
  const { words } = part;
  const { title, location, leader, status, isMoved } = session;
  const isCancelled = status === 'cancelled';
  return (
    <section class={isCancelled ? 'held cancelled' : 'held'}>
      <p class="time">{timesOf(session, part)}</p>
      {isCancelled ? <p class="word">{words.cancelled}</p> : null}
      {isMoved && !isCancelled ? <p class="word">{words.moved}</p> : null}
      <h2>
        <bdi>{title}</bdi>
      </h2>
      {[location, leader].map((line) =>
        line === null ? null : (
          <p>
            <bdi>{line}</bdi>
          </p>
        ),
      )}
    </section>
  );
}

function timesOf({ startsAt, endsAt, endsOn }: DaySession, { programme: { timeZone }, words, language }: Part): string {
  const [start, end] = [startsAt, endsAt].map((at) => printedTime(at, timeZone, language));
  if (endsOn !== null) return `${start ?? ''} ${words.until(printedDay(endsOn, language))}`;
  return `${start ?? ''}–${end ?? ''}`;
}
