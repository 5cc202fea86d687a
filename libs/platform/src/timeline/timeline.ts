import { isPermitted, type Role } from '#platform/access';
import {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  isId,
  type Page,
  type PageRequest,
  type Position,
  type Reader,
} from '#platform/database';
import { isInstant, type Instant, type Range } from '#platform/time';
import type { TimelineEntry, TimelineKind } from './entry.js';
import { mergePage, newestFirst } from './merge.js';
import type { TimelineSource } from './source.js';

/** Before and after every instant that the home keeps. */
const BEGINNING = '1800-01-01T00:00:00.000Z' as Instant;
const END = '3000-01-01T00:00:00.000Z' as Instant;

/** Names the order inside the cursor. */
const ORDER = 'timeline';

/** The longest text of an entry, in characters. */
const TEXT_LENGTH = 240;

/** Whose story, and how much of it. */
export interface TimelineRequest {
  readonly residentId: string;
  readonly range: Range;
  /** Absent: every kind. */
  readonly kinds?: readonly TimelineKind[] | undefined;
  /** Of the reader: they are shown the kinds that they may read. */
  readonly roles: readonly Role[];
}

/** Merges what every domain tells of a resident into one story, newest first. It knows no domain: each registers. */
export class Timeline {
  private readonly sources: TimelineSource[] = [];

  register(source: TimelineSource): void {
    this.sources.push(source);
  }

  /**
   * One page. Nothing is told twice and nothing left out between pages, whatever is recorded meanwhile; what is recorded
   * as newer than the page before is on the first page only.
   * @throws BadCursorError
   */
  async read(
    reader: Reader,
    { residentId, range, kinds, roles }: TimelineRequest,
    { cursor, limit }: PageRequest,
  ): Promise<Page<TimelineEntry>> {
    const end: Position = { at: range.to ?? END, id: '' };
    const reached = cursor === undefined ? end : positionOf(cursor);
    const before = newestFirst(reached, end) < 0 ? end : reached;
    const stretch = { from: range.from ?? BEGINNING, before, limit: limit + 1 };
    const stories: (readonly TimelineEntry[])[] = [];
    for (const source of this.sources) {
      const wanted = kinds === undefined || kinds.includes(source.kind);
      // One after the other: a page takes one connection, not one for each source.
      if (wanted && isPermitted(roles, source.permission)) stories.push(await source.read(reader, residentId, stretch));
    }
    const { items, last } = mergePage(stories, limit);
    return {
      items: items.map((entry) => ({ ...entry, text: cut(entry.text) })),
      nextCursor: last === undefined ? null : encodeCursor(ORDER, [last.at, last.id]),
    };
  }
}

function positionOf(cursor: string): Position {
  const [at, id] = decodeCursor(ORDER, cursor, 2) ?? [];
  if (at === undefined || id === undefined || !isInstant(at) || !isId(id)) throw new BadCursorError();
  return { at, id };
}

/** Cut between characters, never within one. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length <= TEXT_LENGTH ? text : `${characters.slice(0, TEXT_LENGTH - 1).join('')}…`;
}
