import { Agent, request as open, type IncomingMessage } from 'node:http';
import type { FuzzedRequest } from './requests.js';

const SILENCE_LIMIT = 30_000;

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** Sends requests as they are, over connections that are kept. */
export class Sender {
  private readonly agent: Agent;

  /**
   * @param bearers credentials by caller; who has none sends none.
   * @param atOnce most requests at once.
   */
  constructor(
    private readonly origin: string,
    private readonly bearers: ReadonlyMap<string, string>,
    atOnce: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  }

  /** @throws Error when there is no answer. */
  send(request: FuzzedRequest, again = true): Promise<RawAnswer> {
    const bearer = this.bearers.get(request.caller);
    const { body } = request;
    const headers = {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      ...request.headers,
    };
    return new Promise((done, failed) => {
      const { hostname, port } = new URL(this.origin);
      const { method, path } = request;
      const sent = open({ hostname, port, method, path, headers, agent: this.agent, timeout: SILENCE_LIMIT });
      sent.once('response', (response) => {
        read(response).then(done, failed);
      });
      sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The other end may close a kept connection just when the next request goes out.
        if (again && sent.reusedSocket && error.code === 'ECONNRESET') this.send(request, false).then(done, failed);
        else failed(error);
      });
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** The whole of it, or of a stream of events, which goes on for ever, what comes first. */
async function read(response: IncomingMessage): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  const endless = response.headers['content-type']?.startsWith('text/event-stream') === true;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (endless) break;
  }
  return { status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() };
}
