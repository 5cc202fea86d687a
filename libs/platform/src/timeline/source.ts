import type { Permission } from '#platform/access';
import type { Reader, Stretch } from '#platform/database';
import type { TimelineEntry, TimelineKind } from './entry.js';

/** What a domain adds to the timelines of residents. It registers itself at module init ({@link Timeline}). */
export interface TimelineSource {
  readonly kind: TimelineKind;
  /** Whoever hasn't this permission sees nothing of it. */
  readonly permission: Permission;

  /**
   * A piece of one resident's story, newest first. By an index on resident, instant and id, so that it takes as long
   * whether there are few entries or a million.
   */
  read(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]>;
}
