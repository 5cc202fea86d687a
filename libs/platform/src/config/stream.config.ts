import { integer, readSettings, type Environment } from './settings.js';

/** How events are streamed to those who keep a connection open for them. */
export interface StreamConfig {
  /** Seconds between signs of life; the caller's credential is looked at anew each time. */
  readonly heartbeat: number;
  /** Streams of this process. */
  readonly most: number;
  /** Streams of one user, or of one API key. */
  readonly mostEach: number;
  /** Seconds for which a reader may take nothing of what is there. */
  readonly patience: number;
}

export const streamSettings = {
  heartbeat: integer('STREAM_HEARTBEAT_SECONDS', {
    default: '15',
    min: 1,
    max: 300,
    help: 'seconds between signs of life on a stream of events; a stream whose token has ended ends then',
  }),
  most: integer('MAX_STREAMS', {
    default: '100',
    min: 1,
    max: 10_000,
    help: 'streams of events open at once; one more is refused with 503',
  }),
  mostEach: integer('MAX_STREAMS_EACH', {
    default: '10',
    min: 1,
    max: 10_000,
    help: 'of these for one user or API key; one more is refused with 429',
  }),
  patience: integer('STREAM_PATIENCE_SECONDS', {
    default: '30',
    min: 1,
    max: 600,
    help: 'seconds for which the reader of a stream may take nothing of what is there before it is cut off',
  }),
};

/** @throws ConfigurationError */
export function readStreamConfig(environment: Environment): StreamConfig {
  return readSettings<StreamConfig>(streamSettings, environment);
}
