import type { FieldError } from '#platform/kernel';
import type { CatalogueMerge, RejectedLine } from './merge-catalogue.js';

/** The most entries that each list of a report holds. */
export const MAX_REPORTED = 10_000;

/** Something that was left out of a line, or of the header. */
export interface LineWarning extends FieldError {
  readonly line: number;
}

/**
 * What an import has done, in lines; `warnings` and `rejected` are in the order of lines, but for those about the
 * whole file, which come first: in which encoding it was read, and why nothing was retired.
 */
export interface ImportReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Medicines that the file doesn't speak of and that were made inactive for it. */
  readonly retired: number;
  readonly warnings: readonly LineWarning[];
  readonly rejected: readonly RejectedLine[];
  /** True where nothing was stored: what an import would do. */
  readonly dryRun?: boolean;
}

/** A report while the import goes on. Past {@link MAX_REPORTED} its lists end with how many more there were. */
export class ImportTally {
  private readonly counts = { created: 0, updated: 0, unchanged: 0, retired: 0 };
  private readonly warnings = new Bounded<LineWarning>();
  private readonly rejected = new Bounded<RejectedLine>();
  private readonly first: LineWarning[] = [];

  warn(line: number, warnings: readonly FieldError[]): void {
    for (const warning of warnings) this.warnings.add({ line, ...warning });
  }

  reject(line: number, errors: readonly FieldError[]): void {
    this.rejected.add({ line, errors });
  }

  count({ created, updated, unchanged, rejected }: CatalogueMerge): void {
    this.counts.created += created;
    this.counts.updated += updated;
    this.counts.unchanged += unchanged;
    for (const each of rejected) this.rejected.add(each);
  }

  retire(count: number): void {
    this.counts.retired += count;
  }

  /** A warning about the whole file: it comes before those about lines, however many there are. */
  warnFirst(warning: LineWarning): void {
    this.first.push(warning);
  }

  report(): ImportReport {
    const warnings = this.warnings.end((line, more) => ({ line, ...moreOf(more) }));
    return {
      ...this.counts,
      warnings: [...this.first, ...warnings],
      rejected: this.rejected.end((line, more) => ({ line, errors: [moreOf(more)] })),
    };
  }
}

class Bounded<T extends { readonly line: number }> {
  private readonly entries: T[] = [];
  private more = 0;
  private last = 0;

  add(entry: T): void {
    this.last = Math.max(this.last, entry.line);
    if (this.entries.length < MAX_REPORTED) this.entries.push(entry);
    else this.more += 1;
  }

  end(remainder: (line: number, more: number) => T): readonly T[] {
    const sorted = this.entries.sort((a, b) => a.line - b.line);
    return this.more === 0 ? sorted : [...sorted, remainder(this.last, this.more)];
  }
}

function moreOf(count: number): FieldError {
  return { pointer: '', code: 'more', message: `and ${count} more, up to this line` };
}
