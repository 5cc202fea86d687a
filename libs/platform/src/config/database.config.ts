import { ConfigurationError, hidden, integer, optional, parsed, readSettings, type Environment } from './settings.js';

/** Where the home's record lies. */
export type DatabaseUrl =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

export interface DatabaseConfig {
  readonly url: DatabaseUrl;
  /** Connections of the PostgreSQL pool. */
  readonly poolSize: number;
  /** Units of work that may wait or run before new ones are refused with 503. */
  readonly writeQueueLimit: number;
  /** Milliseconds that a write may be expected to wait; one that would wait longer is refused with 503. */
  readonly writeWaitLimit: number;
  /** How long a connection waits for a lock held by another process, in milliseconds. */
  readonly busyTimeout: number;
  /** Seconds that a statement may take on PostgreSQL; half of it waiting for a lock. */
  readonly statementLimit: number;
  /** Standbys of the PostgreSQL server, for reports; undefined: there are none. */
  readonly replicaUrls: readonly string[] | undefined;
  /** How old what is read from a standby may be, in seconds. */
  readonly replicaLag: number;
}

export const databaseSettings = {
  // It may hold a password.
  url: hidden(
    parsed('DATABASE_URL', parseDatabaseUrl, {
      default: 'sqlite:data/residencia.db',
      help: '`sqlite:PATH` or `postgres://user:password@host:port/database`',
    }),
  ),
  poolSize: integer('DATABASE_POOL_SIZE', {
    default: '10',
    min: 2,
    max: 200,
    help: 'connections to PostgreSQL; two of them are kept for reading',
  }),
  writeQueueLimit: integer('WRITE_QUEUE_LIMIT', {
    default: '1000',
    min: 1,
    max: 100_000,
    help: 'writes that may wait or run before new ones are refused with 503',
  }),
  writeWaitLimit: integer('WRITE_WAIT_LIMIT_MS', {
    default: '1000',
    min: 10,
    max: 60_000,
    help: 'milliseconds that a write may be expected to wait before it is refused with 503',
  }),
  busyTimeout: integer('DATABASE_BUSY_TIMEOUT_MS', {
    default: '5000',
    min: 0,
    max: 60_000,
    help: 'milliseconds to wait for a lock held by another process',
  }),
  statementLimit: integer('DATABASE_STATEMENT_LIMIT_SECONDS', {
    default: '8',
    min: 1,
    max: 600,
    help: 'seconds that a statement may take on PostgreSQL before it is given up with 503',
  }),
  replicaUrls: hidden(
    optional(
      parsed('DATABASE_REPLICA_URLS', parseReplicaUrls, {
        help: 'standbys of the PostgreSQL server that reports are read from, separated by commas',
      }),
    ),
  ),
  replicaLag: integer('DATABASE_REPLICA_LAG_SECONDS', {
    default: '10',
    min: 2,
    max: 3600,
    help: 'seconds that what such a standby knows may be old; an older one is not read from',
  }),
};

/** @throws ConfigurationError */
export function readDatabaseConfig(environment: Environment): DatabaseConfig {
  const config = readSettings<DatabaseConfig>(databaseSettings, environment);
  if (config.replicaUrls !== undefined && config.url.kind !== 'postgres') {
    throw new ConfigurationError('DATABASE_REPLICA_URLS', 'needs a DATABASE_URL of PostgreSQL');
  }
  return config;
}

/** @throws RangeError when the text is neither `sqlite:PATH` nor a `postgres://` address. */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return { kind: 'sqlite', path: url.slice('sqlite:'.length) };
  }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return { kind: 'postgres', url };
  throw new RangeError('must be sqlite:PATH or postgres://...');
}

function parseReplicaUrls(list: string): readonly string[] {
  return list.split(',').map((text) => {
    const url = text.trim();
    if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
    throw new RangeError('must be postgres://... addresses, separated by commas');
  });
}
