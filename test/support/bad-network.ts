import {
  createServer,
  request as connect,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import fc from 'fast-check';

/** What becomes of one request on its way, and how often. */
const FATES = [
  ['arrives', 40],
  ['is late', 20],
  ['never arrives', 12],
  ['loses its answer', 12],
  ['gets half an answer', 8],
  ['arrives twice at once', 8],
] as const;
type Fate = (typeof FATES)[number][0];

/** Of what has arrived, one in so many comes once more, after its sender has gone on. */
const ECHO = 6;
const LATEST = 120;

const DRAWS = 2 ** 30 - 1;

interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** A wireless network at the far end of a corridor, between tablets and a home: it loses, delays, cuts and repeats. */
export class BadNetwork {
  /** How many requests met each fate. */
  readonly fates = new Map<Fate | 'comes again later', number>();
  private readonly echoes: Promise<unknown>[] = [];
  private readonly server: Server;

  private constructor(
    private readonly target: string,
    private readonly random: () => number,
  ) {
    this.server = createServer((incoming, answer) => {
      this.carry(incoming, answer).catch(() => answer.destroy());
    });
  }

  /** @param target the home's address. @param seed the same seed treats requests alike in the order in which they come. */
  static async between(target: string, seed: number): Promise<BadNetwork> {
    const network = new BadNetwork(target, randomFrom(seed));
    await new Promise<void>((listening) => network.server.listen(0, '127.0.0.1', listening));
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits for what is still under way. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
    await Promise.allSettled(this.echoes);
  }

  private async carry(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const message = await read(incoming);
    const fate = this.draw();
    this.count(fate);
    if (fate === 'never arrives') {
      answer.destroy();
      return;
    }
    if (fate === 'is late') await later(this.random() * LATEST);
    const twin = fate === 'arrives twice at once' ? this.forward(message) : undefined;
    const reply = await this.forward(message);
    await twin;
    if (this.random() * ECHO < 1) this.echo(message);
    if (fate === 'loses its answer') {
      answer.destroy();
      return;
    }
    answer.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length, connection: 'close' });
    if (fate === 'gets half an answer')
      answer.write(reply.body.subarray(0, reply.body.length / 2), () => answer.destroy());
    else answer.end(reply.body);
  }

  private echo(message: Message): void {
    this.count('comes again later');
    const delay = this.random() * LATEST;
    // Nobody waits for its answer.
    this.echoes.push(
      later(delay)
        .then(() => this.forward(message))
        .catch(() => undefined),
    );
  }

  private forward({ method, path, headers, body }: Message): Promise<Reply> {
    return new Promise((replied, failed) => {
      const outgoing = connect(`${this.target}${path}`, { method, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', failed);
        incoming.on('end', () => {
          const { 'transfer-encoding': _, ...kept } = incoming.headers;
          replied({ status: incoming.statusCode ?? 0, headers: kept, body: Buffer.concat(chunks) });
        });
      });
      outgoing.on('error', failed);
      outgoing.end(body);
    });
  }

  private draw(): Fate {
    let left = this.random() * FATES.reduce((sum, [, weight]) => sum + weight, 0);
    return FATES.find(([, weight]) => (left -= weight) < 0)?.[0] ?? 'arrives';
  }

  private count(fate: Fate | 'comes again later'): void {
    this.fates.set(fate, (this.fates.get(fate) ?? 0) + 1);
  }
}

async function read(incoming: IncomingMessage): Promise<Message> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { host: _, connection: _c, 'transfer-encoding': _t, ...headers } = incoming.headers;
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: { ...headers, 'content-length': body.length },
    body,
  };
}

/** Numbers from 0 to 1, the same ones from the same seed, over and over. */
function randomFrom(seed: number): () => number {
  const drawn = fc.sample(fc.noBias(fc.nat(DRAWS)), { seed, numRuns: 20_000 });
  let next = 0;
  return () => {
    next += 1;
    return (drawn[next % drawn.length] ?? 0) / (DRAWS + 1);
  };
}
