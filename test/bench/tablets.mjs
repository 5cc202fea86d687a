import net from 'node:net';

/*
 * Many tablets, each with a connection that it keeps: an HTTP client with as little work for each request as there can
 * be, since on one machine what it takes is taken from the application.
 */
export class Tablets {
  #idle = [];
  #port;
  #all = new Set();

  constructor(port) {
    this.#port = port;
  }

  /** Opens connections until there are so many, a few at a time. */
  async open(count) {
    while (this.#all.size < count) await Promise.all(Array.from({ length: 20 }, () => this.#connect()));
  }

  /**
   * Sends a request, made by `head`, over a connection that is free.
   * @returns its status, body and milliseconds; undefined: none was free. Status 599: the connection broke.
   */
  send(text) {
    const tablet = this.#idle.pop();
    if (tablet === undefined) return undefined;
    return tablet.send(text).finally(() => {
      if (this.#all.has(tablet)) this.#idle.push(tablet);
    });
  }

  close() {
    for (const tablet of this.#all) tablet.socket.destroy();
    this.#all.clear();
  }

  async #connect() {
    const tablet = new Tablet(net.connect(this.#port, '127.0.0.1'));
    await new Promise((connected, failed) => {
      tablet.socket.once('connect', connected);
      tablet.socket.once('error', failed);
    });
    tablet.socket.once('close', () => {
      this.#all.delete(tablet);
      this.#idle = this.#idle.filter((other) => other !== tablet);
    });
    this.#all.add(tablet);
    this.#idle.push(tablet);
  }
}

/** The bytes of a request. */
export function head(method, path, body, token) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1'];
  if (text !== '') lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`);
  if (token !== undefined) lines.push(`authorization: Bearer ${token}`);
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}

class Tablet {
  #received = '';
  #answered = undefined;
  #began = 0;

  constructor(socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text) => this.#receive(text));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end({ status: 599, body: '' }));
  }

  send(text) {
    this.#began = performance.now();
    return new Promise((answered) => {
      this.#answered = answered;
      this.socket.write(text);
    });
  }

  #receive(text) {
    this.#received += text;
    const blank = this.#received.indexOf('\r\n\r\n');
    if (blank < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#received)?.[1] ?? 0);
    if (this.#received.length < blank + 4 + length) return;
    const answer = { status: Number(this.#received.slice(9, 12)), body: this.#received.slice(blank + 4) };
    this.#received = '';
    this.#end(answer);
  }

  #end(answer) {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.({ ...answer, milliseconds: performance.now() - this.#began });
  }
}
