import type { Markup } from '#platform/print';
import type { MarAllergiesDto } from './mar-head.dto.js';
import { shown, type Part } from './mar-parts.page.js';

type Allergy = MarAllergiesDto['items'][number];

/** Characters that the head has room for with reactions, and without: higher than a quarter of a page, it is on the first alone. */
const ROOM_FOR_REACTIONS = 240;
const ROOM_FOR_NAMES = 900;

/** How much of the allergies stands at the head of every page. */
interface Fitting {
  readonly items: readonly Allergy[];
  readonly withReactions: boolean;
  /** Those for which there is no room, of low risk before others. */
  readonly left: number;
}

/** What harms the resident, at the head of every page. */
export function Harms(part: Part): Markup {
  const { mar, words } = part;
  const { answer, items } = mar.allergies;
  if (answer === 'not-asked') {
    return (
      <div class="harms loud">
        <b>{words.notAsked}</b>
      </div>
    );
  }
  if (answer === 'none-known') {
    return (
      <div class="harms">
        <b>{words.noneKnown}</b> ({reviewed(part)})
      </div>
    );
  }
  const { items: fitting, withReactions, left } = fit(items);
  return (
    <div class={withReactions ? 'harms loud' : 'harms loud long'}>
      <b>{words.allergies}: </b>
      {fitting.map((allergy, index) => (
        <span>
          {index === 0 ? '' : ' · '}
          <One {...part} allergy={allergy} withReaction={withReactions} />
        </span>
      ))}
      {left === 0 ? null : <b> {words.andMore(left)}</b>}
      <span class="small"> ({withReactions ? reviewed(part) : words.inFull})</span>
    </div>
  );
}

/** All of them with what they do, where the head has no room for that. */
export function AllergiesInFull(part: Part): Markup | null {
  const { items } = part.mar.allergies;
  if (fit(items).withReactions) return null;
  return (
    <section>
      <h2>
        {part.words.allergies} ({reviewed(part)})
      </h2>
      <ul class="in-two">
        {items.map((allergy) => (
          <li>
            <One {...part} allergy={allergy} withReaction />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({
  words,
  allergy,
  withReaction,
}: Part & { readonly allergy: Allergy; readonly withReaction: boolean }): Markup {
  const { substance, type, criticality, reaction } = allergy;
  return (
    <span>
      <b>
        <bdi>{substance}</bdi>
      </b>
      {criticality === 'high' ? <b> {words.high}</b> : null}
      {type === 'intolerance' ? `, ${words.intolerance}` : ''}
      {!withReaction || reaction === null ? null : (
        <span>
          , <bdi>{reaction}</bdi>
        </span>
      )}
    </span>
  );
}

function reviewed(part: Part): string {
  const { words, mar } = part;
  const { answer, reviewedAt, reviewedBy } = mar.allergies;
  if (reviewedAt === null) return words.notConfirmed;
  const when = shown(reviewedAt, part);
  return answer === 'listed' ? words.confirmed(when, reviewedBy ?? '') : words.asked(when, reviewedBy ?? '');
}

function fit(items: readonly Allergy[]): Fitting {
  const length = (texts: readonly string[]): number => texts.join('').length + 20 * texts.length;
  const full = length(items.map(({ substance, reaction }) => substance + (reaction ?? '')));
  if (full <= ROOM_FOR_REACTIONS) return { items, withReactions: true, left: 0 };
  const fitting = items.filter(
    (_, index) => length(items.slice(0, index + 1).map(({ substance }) => substance)) <= ROOM_FOR_NAMES,
  );
  return { items: fitting, withReactions: false, left: items.length - fitting.length };
}
