/** A process, or a part of one, in which a home is running. */
export interface HomeProcess {
  /** Where it listens, as in `http://localhost:1234`. */
  readonly origin: string;
  /** Undefined: it is not the home's alone. */
  readonly pid: number | undefined;
  /** @returns the exit code of a process of its own; null: it was killed, or goes on for others. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** The settings of a process as environment variables. */
export type Environment = Readonly<Record<string, string>>;
