import { connect, type Socket } from 'node:net';

const LIMIT = 20_000;

/** A bare connection to a home, for what no HTTP client would send. */
export class Wire {
  private said = '';
  private readonly ended: Promise<void>;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text) => (this.said += String(text)));
    this.ended = new Promise((done, failed) => {
      socket.setTimeout(LIMIT, () => {
        failed(new Error('the other end is silent'));
        socket.destroy();
      });
      // A refusal may leave what was sent unread, and then the connection ends with a reset.
      socket
        .on('error', () => undefined)
        .once('close', () => {
          done();
        });
    });
    // Whoever doesn't read to the end doesn't mind how it came.
    this.ended.catch(() => undefined);
  }

  static async open(url: string): Promise<Wire> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const wire = new Wire(socket);
    await new Promise((done, failed) => socket.once('connect', done).once('error', failed));
    return wire;
  }

  send(...lines: readonly string[]): void {
    this.socket.write(lines.join('\r\n'));
  }

  /** All that came back, once the other end has closed. */
  async toTheEnd(): Promise<string> {
    await this.ended;
    return this.said;
  }

  close(): void {
    this.socket.destroy();
  }
}

/** The status, headers and JSON body of the one answer in `text`. */
export function readAnswer(text: string): { status: number; headers: Headers; body: unknown } {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.replace(/:.*/, ''), line.replace(/^.*?: /, '')]),
  );
  return {
    status: Number(first.split(' ')[1]),
    headers,
    body: body === '' ? undefined : (JSON.parse(body) as unknown),
  };
}
