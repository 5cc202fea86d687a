import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** Longest that one of PostgreSQL's programs may take, in milliseconds. */
const LIMIT = 60_000;

const PROGRAMS = ['initdb', 'pg_ctl', 'pg_basebackup'];

/** Where packages put the programs of a server, which is not always on the PATH. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), ...packaged('/usr/lib/postgresql'), '/usr/pgsql/bin'];
const BIN = FOLDERS.find((folder) => PROGRAMS.every((program) => existsSync(join(folder, program))));

/** A server refuses to run as the superuser. */
const IS_ROOT = process.getuid?.() === 0;
const OWNER = IS_ROOT ? ownerOfPostgres() : undefined;

/** Whether a server of one's own can be had here; tells when it can't. */
export function mayHaveCluster(): boolean {
  if (BIN !== undefined && (!IS_ROOT || OWNER !== undefined)) return true;
  const reason =
    BIN === undefined ? `${PROGRAMS.join(', ')} are not installed` : 'there is no user postgres to run it as';
  console.error(`Not tested on a PostgreSQL server of its own: ${reason}.`);
  return false;
}

/** A PostgreSQL server for one story, which may be restarted, killed, and followed by another. */
export class PostgresCluster {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** A new and empty one, running. */
  static async create(): Promise<PostgresCluster> {
    const cluster = new PostgresCluster(await newFolder(), await freePort());
    await cluster.program('initdb', [
      '--auth=trust',
      '--username=postgres',
      '--no-sync',
      '--locale=C',
      '--encoding=UTF8',
    ]);
    await cluster.start();
    return cluster;
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  /** A standby that follows this one, running. It answers queries, and takes no writes. */
  async standby(): Promise<PostgresCluster> {
    const standby = new PostgresCluster(await newFolder(), await freePort());
    const source = ['--host=127.0.0.1', `--port=${this.port}`, '--username=postgres'];
    await standby.program('pg_basebackup', [...source, '--write-recovery-conf', '--checkpoint=fast', '--no-sync']);
    await standby.start();
    return standby;
  }

  /** `immediate`: as if the power went; it recovers from its log. */
  async restart(how: 'fast' | 'immediate'): Promise<void> {
    await this.program('pg_ctl', ['restart', '--mode', how, ...this.startOptions()]);
  }

  async stop(): Promise<void> {
    await this.program('pg_ctl', ['stop', '--mode', 'immediate']);
  }

  async start(): Promise<void> {
    await this.program('pg_ctl', ['start', ...this.startOptions()]);
  }

  /** Stops it, if it runs, and throws all of it away. */
  async remove(): Promise<void> {
    await this.stop().catch(() => undefined);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The rows of a statement, on a connection of its own. */
  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly T[]> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<T>(sql, [...parameters])).rows;
    } finally {
      await client.end();
    }
  }

  private startOptions(): readonly string[] {
    const log = ['--log', join(this.folder, 'server.log')];
    // What is lost with the machine is not what these stories are about.
    const settings = `-p ${this.port} -k ${this.folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
    return ['--wait', ...log, '--options', settings];
  }

  private async program(name: string, args: readonly string[]): Promise<void> {
    const options = { cwd: this.folder, timeout: LIMIT, env: { PATH: process.env['PATH'], LC_ALL: 'C' }, ...OWNER };
    await run(join(BIN ?? '', name), ['--pgdata', join(this.folder, 'data'), ...args], options);
  }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'residencia-pg-'));
  if (OWNER !== undefined) await chown(folder, OWNER.uid, OWNER.gid);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        found(port);
      });
    });
  });
}

/** Newest version first. */
function packaged(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).sort((one, other) => Number(other) - Number(one));
  return versions.map((version) => join(folder, version, 'bin'));
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function ownerOfPostgres(): Owner | undefined {
  const numberOf = (what: string): number => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  try {
    return { uid: numberOf('-u'), gid: numberOf('-g') };
  } catch {
    return undefined;
  }
}
