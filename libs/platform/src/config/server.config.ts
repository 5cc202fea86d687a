import {
  ConfigurationError,
  integer,
  oneOf,
  optional,
  parsed,
  readSettings,
  secret,
  text,
  type Environment,
} from './settings.js';
import { readAuditConfig, type AuditConfig } from './audit.config.js';
import { readBackupConfig, type BackupConfig } from './backup.config.js';
import { readAlertConfig, type AlertConfig } from './alert.config.js';
import { readDoseConfig, type DoseConfig } from './dose.config.js';
import { readInstrumentConfig, type InstrumentConfig } from './instrument.config.js';
import { originsOf, proxiesOf } from './network.js';
import { readSingleSignOnConfig, type SingleSignOnConfig } from './single-sign-on.config.js';
import { readStreamConfig, type StreamConfig } from './stream.config.js';
import { parseInstant, parseZone, type Instant, type Zone } from '#platform/time';

/** How the process listens, logs and keeps time. */
export interface ServerConfig {
  /** TCP port; 0 takes any free one. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  readonly logLevel: LogLevel;
  /** The home's IANA time zone: every local date and time of the contract is read in it. */
  readonly timeZone: Zone;
  /** Starts the application's clock at an instant; tests and demonstrations only. */
  readonly clockAt: Instant | undefined;
  readonly environment: 'production' | 'development' | 'test';
  /** Largest JSON body, in bytes. */
  readonly bodyLimit: number;
  /** Longest that the headers of a request, and then its JSON body, may take to arrive, in seconds. */
  readonly arrivalLimit: number;
  /** Connections open at once; one more is closed. */
  readonly connectionLimit: number;
  /** Addresses and ranges of the proxies in front, whose word on the caller's address is taken. */
  readonly proxies: readonly string[] | undefined;
  /** Origins whose pages may call the API from a browser. */
  readonly corsOrigins: readonly string[] | undefined;
  /** Password of the administrator that the first start creates. */
  readonly adminPassword: string | undefined;
  /** Fewest characters of a new password. */
  readonly passwordMinLength: number;
  /** Life of an access token, in minutes. */
  readonly tokenMinutes: number;
  /** How long the answer to a request with an `Idempotency-Key` is kept, in hours. */
  readonly idempotencyHours: number;
  /** How often periodic work is done, in seconds. */
  readonly sweepInterval: number;
  /** Undefined: nobody signs in elsewhere. */
  readonly singleSignOn: SingleSignOnConfig | undefined;
  /** Milliseconds that a request may have waited before it is looked at; one that has waited longer is refused with 503. */
  readonly waitLimit: number;
  /** Seconds for which requests are still taken after a stop was asked for, while readiness is down already. */
  readonly drain: number;
  /** The longest that a stop takes after that, in seconds. */
  readonly stopLimit: number;
  readonly audit: AuditConfig;
  readonly backup: BackupConfig;
  readonly dose: DoseConfig;
  readonly instruments: InstrumentConfig;
  readonly alerts: AlertConfig;
  readonly streams: StreamConfig;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const serverSettings = {
  port: integer('PORT', { default: '3000', min: 0, max: 65_535, help: 'TCP port; 0 takes any free one' }),
  host: text('HOST', { default: '127.0.0.1', help: 'address to listen on; `0.0.0.0` for every one' }),
  logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, { default: 'info', help: 'least severe line that is logged' }),
  timeZone: parsed('TIME_ZONE', zone, { default: 'Europe/Madrid', help: "the home's IANA time zone" }),
  clockAt: optional(
    parsed('CLOCK_AT', parseInstant, {
      help: "starts the application's clock at this instant, for tests and demonstrations; refused in production",
    }),
  ),
  environment: oneOf('NODE_ENV', ['production', 'development', 'test'], {
    default: 'development',
    help: '`production` refuses `CLOCK_AT`',
  }),
  bodyLimit: integer('BODY_LIMIT_BYTES', {
    default: '1048576',
    min: 1024,
    max: 16_777_216,
    help: 'largest JSON body, in bytes (imports aside)',
  }),
  arrivalLimit: integer('ARRIVAL_TIMEOUT_SECONDS', {
    default: '30',
    min: 1,
    max: 600,
    help: 'longest that headers, and then a JSON body, may take to arrive, in seconds (imports aside)',
  }),
  connectionLimit: integer('MAX_CONNECTIONS', {
    default: '2000',
    min: 10,
    max: 100_000,
    help: 'connections open at once; one more is closed',
  }),
  proxies: optional(
    parsed('TRUST_PROXY', proxiesOf, {
      help: 'addresses or CIDR ranges of the proxies in front, separated by commas; only they may say who calls',
    }),
  ),
  corsOrigins: optional(
    parsed('CORS_ORIGINS', originsOf, {
      help: 'origins whose pages may call the API from a browser, separated by commas; `*` is refused',
    }),
  ),
  adminPassword: optional(
    secret('ADMIN_PASSWORD', {
      min: 8,
      max: 256,
      help: 'password of `admin`, created on the first start; without it a random one is printed once',
    }),
  ),
  passwordMinLength: integer('PASSWORD_MIN_LENGTH', {
    default: '12',
    min: 8,
    max: 64,
    help: 'fewest characters of a new password; NIST asks for 15 where a password is all that one signs in with',
  }),
  tokenMinutes: integer('TOKEN_MINUTES', {
    default: '720',
    min: 1,
    max: 43_200,
    help: 'life of an access token, in minutes',
  }),
  idempotencyHours: integer('IDEMPOTENCY_HOURS', {
    default: '24',
    min: 24,
    max: 720,
    help: 'how long the answer to a request with an `Idempotency-Key` is kept, in hours',
  }),
  sweepInterval: integer('SWEEP_INTERVAL_SECONDS', {
    default: '60',
    min: 1,
    max: 3600,
    help: 'how often periodic work is done, in seconds',
  }),
  waitLimit: integer('REQUEST_WAIT_LIMIT_MS', {
    default: '250',
    min: 10,
    max: 60_000,
    help: 'milliseconds that a request may have waited before it is refused with 503',
  }),
  drain: integer('DRAIN_SECONDS', {
    default: '0',
    min: 0,
    max: 300,
    help: 'seconds to go on taking requests after a stop was asked for, while `/health/ready` says no',
  }),
  stopLimit: integer('STOP_LIMIT_SECONDS', {
    default: '25',
    min: 1,
    max: 600,
    help: 'longest that a stop takes after that, in seconds',
  }),
};

/** @throws ConfigurationError */
export function readServerConfig(environment: Environment): ServerConfig {
  const config: ServerConfig = {
    ...readSettings<
      Omit<ServerConfig, 'singleSignOn' | 'audit' | 'backup' | 'dose' | 'instruments' | 'alerts' | 'streams'>
    >(serverSettings, environment),
    singleSignOn: readSingleSignOnConfig(environment),
    audit: readAuditConfig(environment),
    backup: readBackupConfig(environment),
    dose: readDoseConfig(environment),
    instruments: readInstrumentConfig(environment),
    alerts: readAlertConfig(environment),
    streams: readStreamConfig(environment),
  };
  if (config.clockAt !== undefined && config.environment === 'production') {
    throw new ConfigurationError('CLOCK_AT', 'is refused when NODE_ENV is production');
  }
  return config;
}

function zone(name: string): Zone {
  try {
    return parseZone(name);
  } catch {
    throw new RangeError('must be an IANA time zone such as Europe/Madrid');
  }
}
