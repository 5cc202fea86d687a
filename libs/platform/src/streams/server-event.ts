/** One event of a stream (HTML standard, server-sent events). */
export interface ServerEvent {
  /** Where a reader goes on that has lost its connection: it comes back as `Last-Event-ID`. */
  readonly id: string;
  /** A word without line ends. */
  readonly event: string;
  /** Sent as JSON, which is one line. */
  readonly data: unknown;
}

/** What a stream tells, from its beginning until `signal` says that nobody reads it. */
export type Feed = (signal: AbortSignal) => AsyncIterable<ServerEvent>;

/** A line that readers pass over. */
export const HEARTBEAT = ':\n\n';

export function eventText({ id, event, data }: ServerEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
