import { Client, type Credentials } from './client.js';
import { loadContract, type Contract } from './contract.js';
import { createDatabase, createSqliteIn, type TestDatabase } from './fresh-database.js';
import { inOwnProcess } from './homes/own-process.js';
import type { Environment, HomeProcess } from './homes/process.js';
import { inSharedProcess } from './homes/shared-process.js';
import { RUNNING_HOME, runningAdministrator } from './running-home.js';

export type Role = 'admin' | 'manager' | 'prescriber' | 'nurse' | 'carer' | 'coordinator' | 'auditor';

/** How a home is to be started. */
export interface HomeOptions {
  /** Where the application's clock starts, an RFC 3339 instant; it runs on from there. */
  readonly clockAt?: string;
  readonly environment?: Environment;
  /** The program is started for this home alone, for stories about the process: its signals, its end, its power. */
  readonly ownProcess?: boolean;
  /** Hears what the home's own process says on both of its outputs. */
  readonly hear?: (text: string) => void;
  /** Where the SQLite file is to lie; by default in a folder of its own, which goes with the home. */
  readonly folder?: string;
  /** One that is there already, such as a restored one; it goes with the home. */
  readonly database?: TestDatabase;
  /**
   * Told to a home that is running, too, where there is one (`RESIDENCIA_URL`), whatever its clock and settings are and
   * whatever is in it. What needs its own is `testAlone`.
   */
  readonly anywhere?: true;
}

/**
 * One home: the built application on its own fresh database, SQLite or (with `TEST_DATABASE=postgres`) PostgreSQL, over
 * the wire. It shares a process with other homes unless it is to have its own.
 */
export class Home {
  private readonly signedIn = new Map<Role, Promise<Client>>();
  /** In a running home, names that nobody has yet and passwords that nobody knows. */
  private readonly tag = RUNNING_HOME === undefined ? '' : `-${crypto.randomUUID()}`;
  private process: HomeProcess | undefined;
  private origin = '';
  private contract: Contract | undefined;

  private constructor(
    /** Undefined: the home is running without us, and goes on. */
    private readonly database: TestDatabase | undefined,
    private readonly options: HomeOptions,
  ) {}

  static async start(options: HomeOptions = {}): Promise<Home> {
    if (RUNNING_HOME !== undefined) return Home.meet(RUNNING_HOME, options);
    const { folder, database = folder === undefined ? await createDatabase() : createSqliteIn(folder) } = options;
    const home = new Home(database, options);
    await home.launch();
    return home;
  }

  private static async meet(origin: string, options: HomeOptions): Promise<Home> {
    if (options.anywhere !== true) throw new Error('not for a running home: Home.start without `anywhere`');
    const home = new Home(undefined, options);
    home.origin = origin;
    home.contract = await loadContract(origin);
    return home;
  }

  get url(): string {
    return this.origin;
  }

  /** As `DATABASE_URL` names it. */
  get databaseUrl(): string {
    return this.own.url;
  }

  /** For what reads the database behind the application's back; SQLite only. */
  get databasePath(): string {
    return this.own.url.replace(/^sqlite:/, '');
  }

  /** 0: its process has ended. @throws Error when it shares its process with other homes. */
  get pid(): number {
    if (this.process === undefined) return 0;
    const { pid } = this.process;
    if (pid === undefined) throw new Error('the home has no process of its own');
    return pid;
  }

  /** Starts the process; after {@link kill} on the same database. `clockAt` moves the clock. */
  async launch(clockAt = this.options.clockAt): Promise<void> {
    const environment = {
      PORT: '0',
      DATABASE_URL: this.own.url,
      ADMIN_PASSWORD: this.credentials('admin').password,
      LOG_LEVEL: 'error',
      NODE_ENV: 'test',
      // A machine that runs tests may stand still for a moment; only tests about haste are about that.
      REQUEST_WAIT_LIMIT_MS: '20000',
      WRITE_WAIT_LIMIT_MS: '20000',
      ...(clockAt === undefined ? {} : { CLOCK_AT: clockAt }),
      ...this.options.environment,
    };
    const { hear, ownProcess = hear !== undefined } = this.options;
    this.process = await (ownProcess ? inOwnProcess(environment, hear) : inSharedProcess(environment));
    this.origin = this.process.origin;
    this.contract ??= await loadContract(this.origin);
  }

  /** The power goes: no warning, no clean stop. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks the process to stop, as a container's engine does. @returns its exit code once it has ended. */
  terminate(): Promise<number | null> {
    return this.end('SIGTERM');
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

  /** Stops the process and throws its database away; a home that is running goes on. */
  async stop(): Promise<void> {
    if (this.database === undefined) return;
    await this.close();
    await this.database.remove();
  }

  /** How that person of one role signs in. */
  private credentials(role: Role): Credentials {
    if (role === 'admin') return runningAdministrator ?? { username: 'admin', password: 'an admin for the tests' };
    return { username: `the-${role}${this.tag}`, password: `a ${role} of the tests${this.tag}` };
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
    const signedIn = role === 'admin' ? this.signIn(this.credentials(role)) : this.hire(role);
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

  private get own(): TestDatabase {
    if (this.database === undefined) throw new Error('a running home keeps its database to itself');
    return this.database;
  }

  private async hire(role: Role): Promise<Client> {
    const admin = await this.as('admin');
    const credentials = this.credentials(role);
    await admin.created('/api/v1/users', { ...credentials, displayName: `The ${role}`, roles: [role] });
    return this.signIn(credentials);
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (this.database === undefined) throw new Error('a running home is not ours to stop');
    const running = this.process;
    this.process = undefined;
    return running === undefined ? null : running.end(signal);
  }
}
