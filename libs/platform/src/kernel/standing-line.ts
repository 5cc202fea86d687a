/** Tells a line that stands from a rush, which passes: it was long whenever it was looked at, for longer than a rush is. */
export class StandingLine {
  private longSince: number | undefined;

  /**
   * @param rush milliseconds for which a line may be long.
   * @param now milliseconds of a clock that only goes forward.
   */
  constructor(
    private readonly rush: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param isLong whether it is long now. @returns whether it stands. */
  look(isLong: boolean): boolean {
    this.longSince = isLong ? (this.longSince ?? this.now()) : undefined;
    return this.longSince !== undefined && this.now() - this.longSince > this.rush;
  }
}
