/** A record as it reads now, and whether its version tells all of it. */
export interface AsRead<T> {
  readonly record: T;
  /** It may have read otherwise since it has this version: by time alone, or by a change of something else that it shows. */
  readonly mayHaveChanged: boolean;
}
