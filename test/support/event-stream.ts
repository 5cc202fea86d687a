import { eventually } from './eventually.js';

/** An event as it arrived. */
export interface ArrivedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads a stream of events, as the page of a station does. */
export class EventReader {
  readonly events: ArrivedEvent[] = [];
  /** Signs of life that arrived. */
  beats = 0;
  /** Whether the stream has ended, by itself or cut off. */
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly connection: AbortController,
  ) {}

  /** @param bearer credential. */
  static async open(url: string, bearer: string, headers: Record<string, string> = {}): Promise<EventReader> {
    const connection = new AbortController();
    const { signal } = connection;
    const response = await fetch(url, { headers: { authorization: `Bearer ${bearer}`, ...headers }, signal });
    const reader = new EventReader(response, connection);
    reader.read().catch(() => {
      reader.ended = true;
    });
    return reader;
  }

  /** Those that tell of something, once there are so many. */
  async told(count: number): Promise<readonly ArrivedEvent[]> {
    const told = (): readonly ArrivedEvent[] => this.events.filter(({ event }) => event !== 'ready');
    await this.until(() => told().length >= count);
    return told();
  }

  /** Waits for what arrives, at most some seconds. */
  until(isSo: () => boolean): Promise<void> {
    return eventually(() => Promise.resolve(isSo()), true);
  }

  /** The connection is lost. */
  cut(): void {
    this.connection.abort();
  }

  private async read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const bytes of this.response.body ?? []) {
      const blocks = (text + decoder.decode(bytes as Uint8Array, { stream: true })).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
    this.ended = true;
  }

  private take(block: string): void {
    if (block === ':') {
      this.beats += 1;
      return;
    }
    const lines = new Map(block.split('\n').map((line) => [line.split(': ', 1)[0] ?? '', line.replace(/^\w+: /, '')]));
    const data = JSON.parse(lines.get('data') ?? 'null') as ArrivedEvent['data'];
    this.events.push({ id: lines.get('id') ?? '', event: lines.get('event') ?? '', data });
  }
}
