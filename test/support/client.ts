import { setTimeout as later } from 'node:timers/promises';
import type { Contract } from './contract.js';
import { RUNNING_HOME } from './running-home.js';

/** How often a home that is busy is asked. */
const TURNS = 20;

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** An answer's body, as JSON; what it holds is for the test to say. */
export type Body = Readonly<Record<string, unknown>>;

/** A stored resource. */
export type Resource = Body & { readonly id: string; readonly version: number };

export interface Answer<T = Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A list's page. */
export interface PageBody<T = Resource> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A REST consumer. Every answer that it gets is checked against the served OpenAPI document. */
export class Client {
  private token: string | undefined;
  private sent = 0;

  constructor(
    private origin: string,
    private readonly contract: Contract,
  ) {}

  moveTo(origin: string): void {
    this.origin = origin;
  }

  /** The same person, by another way to the same home. */
  through(origin: string): Client {
    const other = new Client(origin, this.contract);
    other.token = this.token;
    return other;
  }

  async signIn({ username, password }: Credentials): Promise<void> {
    const answer = await this.post<{ access_token: string }>('/api/v1/auth/token', { username, password });
    if (answer.status !== 200) throw new Error(`${username} can not sign in: ${answer.status}`);
    this.token = answer.body.access_token;
  }

  /** Sends `bearer` from now on: an API key, or a token from elsewhere. */
  bear(bearer: string): void {
    this.token = bearer;
  }

  get bearer(): string {
    if (this.token === undefined) throw new Error('not signed in');
    return this.token;
  }

  get<T = Body>(path: string, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, headers);
  }

  post<T = Body>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, headers);
  }

  patch<T = Body>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body, headers);
  }

  put<T = Body>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body, headers);
  }

  delete(path: string): Promise<Answer<undefined>> {
    return this.send<undefined>('DELETE', path);
  }

  /** A POST that must be answered with 201. */
  async created<T = Resource>(path: string, body: unknown): Promise<T> {
    const answer = await this.post<T>(path, body);
    if (answer.status !== 201) throw new Error(`POST ${path} gave ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** A GET that must be answered with 200. */
  async read<T = Body>(path: string): Promise<T> {
    const answer = await this.get<T>(path);
    if (answer.status !== 200) throw new Error(`GET ${path} gave ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Every other POST comes with a key, as the tablets of one home do and those of another don't. */
  private key(): Record<string, string> {
    this.sent += 1;
    return this.sent % 2 === 0 ? {} : { 'idempotency-key': crypto.randomUUID() };
  }

  /** A running home has the limits of every day, and may say that it is busy: then nothing was done, and it is asked again. */
  private async ask(address: string, request: RequestInit): Promise<Response> {
    for (let turn = 1; ; turn += 1) {
      const response = await fetch(address, request);
      const busy = response.status === 503 && response.headers.has('retry-after');
      if (!busy || RUNNING_HOME === undefined || request.body instanceof ReadableStream || turn === TURNS)
        return response;
      await response.body?.cancel();
      await later(1000 * Number(response.headers.get('retry-after')));
    }
  }

  async send<T = Body>(
    method: Method,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const raw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
    const response = await this.ask(`${this.origin}${path}`, {
      method,
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? this.key() : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    const contentType = response.headers.get('content-type') ?? '';
    const text = contentType.startsWith('text/event-stream') ? await firstEvent(response) : await response.text();
    const parsed: unknown = text === '' ? undefined : contentType.includes('json') ? JSON.parse(text) : text;
    const { pathname } = new URL(path, this.origin);
    const problems = this.contract.check({
      method,
      path: pathname,
      status: response.status,
      contentType,
      body: parsed,
    });
    if (problems.length > 0) throw new Error(`not as documented:\n${problems.join('\n')}\n${text.slice(0, 1000)}`);
    return { status: response.status, headers: response.headers, body: parsed as T };
  }
}

/** Of a stream of events, which goes on for ever: what comes first. */
async function firstEvent({ body }: Response): Promise<string> {
  let text = '';
  for await (const bytes of body ?? []) {
    text += new TextDecoder().decode(bytes as Uint8Array);
    if (text.includes('\n\n')) break;
  }
  return text;
}
