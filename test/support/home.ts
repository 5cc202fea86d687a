import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Client as PostgresClient } from 'pg';
import { Client, type Credentials } from './client.js';
import { loadContract, type Contract } from './contract.js';

/** The repository's root. */
export const ROOT = resolve(import.meta.dirname, '../..');

const ADMIN: Credentials = { username: 'admin', password: 'an admin for the tests' };
const START_LIMIT = 30_000;
const POSTGRES = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export type Role = 'admin' | 'manager' | 'prescriber' | 'nurse' | 'carer' | 'coordinator' | 'auditor';

/** How a home is to be started. */
export interface HomeOptions {
  /** Where the application's clock starts, an RFC 3339 instant; it runs on from there. */
  readonly clockAt?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Hears what the process says on both of its outputs. */
  readonly hear?: (text: string) => void;
  /** Where the SQLite file is to lie; by default in a folder of its own, which goes with the home. */
  readonly folder?: string;
}

/**
 * One home: the built application in its own process on its own fresh database, SQLite or (with
 * `TEST_DATABASE=postgres`) PostgreSQL.
 */
export class Home {
  private readonly signedIn = new Map<Role, Promise<Client>>();
  private process: ChildProcess | undefined;
  private origin = '';
  private contract: Contract | undefined;

  private constructor(
    private readonly database: TestDatabase,
    private readonly options: HomeOptions,
  ) {}

  static async start(options: HomeOptions = {}): Promise<Home> {
    const { folder } = options;
    const home = new Home(folder === undefined ? await createDatabase() : createSqliteIn(folder), options);
    await home.launch();
    return home;
  }

  get url(): string {
    return this.origin;
  }

  /** As `DATABASE_URL` names it. */
  get databaseUrl(): string {
    return this.database.url;
  }

  /** For what reads the database behind the application's back; SQLite only. */
  get databasePath(): string {
    return this.database.url.replace(/^sqlite:/, '');
  }

  get pid(): number {
    return this.process?.pid ?? 0;
  }

  /** Starts the process; after {@link kill} on the same database. `clockAt` moves the clock. */
  async launch(clockAt = this.options.clockAt): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'dist/apps/api/src/main.js')], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATABASE_URL: this.database.url,
        ADMIN_PASSWORD: ADMIN.password,
        LOG_LEVEL: 'error',
        NODE_ENV: 'test',
        // A machine that runs tests may stand still for a moment; only tests about haste are about that.
        REQUEST_WAIT_LIMIT_MS: '20000',
        WRITE_WAIT_LIMIT_MS: '20000',
        ...(clockAt === undefined ? {} : { CLOCK_AT: clockAt }),
        ...this.options.environment,
      },
      stdio: ['ignore', 'pipe', this.options.hear === undefined ? 'inherit' : 'pipe'],
    });
    this.process = child;
    for (const output of [child.stdout, child.stderr]) {
      output?.setEncoding('utf8').on('data', (text) => this.options.hear?.(String(text)));
    }
    this.origin = await listening(child);
    this.contract ??= await loadContract(this.origin);
  }

  /** The power goes: no warning, no clean stop. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks the process to stop, as a container's engine does. @returns its exit code once it has ended. */
  async terminate(): Promise<number | null> {
    const child = this.process;
    await this.end('SIGTERM');
    return child?.exitCode ?? null;
  }

  /** Stops the process and starts it again, at another time when `clockAt` is given. Tokens stay good. */
  async restart(clockAt?: string): Promise<void> {
    await this.close();
    await this.reopen(clockAt);
  }

  /** Stops the process; the database stays. */
  async close(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Starts the process again. Tokens stay good. */
  async reopen(clockAt?: string): Promise<void> {
    await this.launch(clockAt);
    for (const client of this.signedIn.values()) (await client).moveTo(this.origin);
  }

  /** The power goes and comes back. Tokens stay good. */
  async powerCut(): Promise<void> {
    await this.kill();
    await this.reopen();
  }

  /** Stops the process and throws its database away. */
  async stop(): Promise<void> {
    await this.close();
    await this.database.remove();
  }

  /** A client that is not signed in. */
  visitor(): Client {
    if (this.contract === undefined) throw new Error('the home is not started');
    return new Client(this.origin, this.contract);
  }

  /** A client signed in as someone with that one role; always the same person of that role. */
  as(role: Role): Promise<Client> {
    const known = this.signedIn.get(role);
    if (known !== undefined) return known;
    const signedIn = role === 'admin' ? this.signIn(ADMIN) : this.hire(role);
    this.signedIn.set(role, signedIn);
    return signedIn;
  }

  async signIn(credentials: Credentials): Promise<Client> {
    const client = this.visitor();
    await client.signIn(credentials);
    return client;
  }

  /** A client with a bearer credential that it has from elsewhere. */
  bearing(bearer: string): Client {
    const client = this.visitor();
    client.bear(bearer);
    return client;
  }

  private async hire(role: Role): Promise<Client> {
    const admin = await this.as('admin');
    const credentials = { username: `the-${role}`, password: `a ${role} of the tests` };
    await admin.created('/api/v1/users', { ...credentials, displayName: `The ${role}`, roles: [role] });
    return this.signIn(credentials);
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }
}

/** A fresh database and how to throw it away. */
interface TestDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

export function onPostgres(): boolean {
  return process.env['TEST_DATABASE'] === 'postgres';
}

export async function createDatabase(): Promise<TestDatabase> {
  return onPostgres() ? createPostgres() : createSqlite();
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  return { url: `sqlite:${join(folder, 'home.db')}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

function createSqliteIn(folder: string): TestDatabase {
  return { url: `sqlite:${join(folder, 'home.db')}`, remove: () => Promise.resolve() };
}

async function createPostgres(): Promise<TestDatabase> {
  const name = `residencia_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE "${name}" TEMPLATE template0`);
  const url = new URL(POSTGRES);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

async function administer(sql: string): Promise<void> {
  const client = new PostgresClient({ connectionString: POSTGRES });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function listening(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the process has no output');
  return new Promise((found, failed) => {
    const limit = setTimeout(() => {
      failed(new Error('the application did not start in time'));
    }, START_LIMIT);
    child.once('exit', (code) => {
      clearTimeout(limit);
      failed(new Error(`the application ended with ${String(code)} while starting`));
    });
    createInterface({ input: stdout }).on('line', (line) => {
      const url = /^Residencia is at (http:\/\/\S+) /.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(limit);
      found(url);
    });
  });
}
