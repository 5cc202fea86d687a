import { setTimeout as later } from 'node:timers/promises';
import type { Client } from 'pg';
import type { DatabaseUrl } from '#platform/config';
import { TESTED } from './connection-limits.js';
import { open, type Tx } from './handle.js';

/** Of PostgreSQL, which keeps those of other databases apart. */
const CHANNEL = 'residencia';

/** Milliseconds until a lost connection is sought anew, at first and at most. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;
const CONNECT_LIMIT = 5000;

/** Waits for what is announced under one topic. */
export interface Waiting {
  /**
   * Until something was announced since the last time, or so many milliseconds have passed, or `signal` says that nobody
   * waits any more.
   */
  next(limit: number, signal: AbortSignal): Promise<void>;
  end(): void;
}

/**
 * Tells who waits that something was committed: here at once, in the other processes of the home by PostgreSQL's NOTIFY.
 * It says that there is news and not what: that is read where it was committed. One may come for nothing, and while the
 * connection is lost none comes, so who waits also looks now and then.
 */
export class Announcements {
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly closing = new AbortController();
  private listening = false;
  private client: Client | undefined;

  constructor(private readonly url: DatabaseUrl) {}

  /** Announces with the commit of this unit of work, or never. */
  async announce(tx: Tx, topic: string): Promise<void> {
    const { manager, dialect, afterCommit } = open(tx);
    afterCommit.push(() => {
      this.wake(topic);
    });
    if (dialect === 'postgres') await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, topic]);
  }

  /** What is announced from now on isn't missed, also between two waits. The first one opens a connection of its own. */
  waitFor(topic: string): Waiting {
    let news = false;
    let woken: () => void = () => undefined;
    const wake = (): void => {
      news = true;
      woken();
    };
    const all = this.waiting.get(topic) ?? new Set();
    this.waiting.set(topic, all.add(wake));
    this.listen();
    return {
      next: async (limit, signal) => {
        if (!news) {
          const given = new AbortController();
          const ended = AbortSignal.any([given.signal, signal, this.closing.signal]);
          woken = () => {
            given.abort();
          };
          await later(limit, undefined, { signal: ended, ref: false }).catch(() => undefined);
        }
        news = false;
      },
      end: () => {
        all.delete(wake);
      },
    };
  }

  /** Nobody waits any more. The connection is told to end and isn't waited for. */
  close(): void {
    this.closing.abort();
    if (this.client !== undefined) leave(this.client);
  }

  private wake(topic: string): void {
    for (const wake of this.waiting.get(topic) ?? []) wake();
  }

  private listen(): void {
    if (this.url.kind !== 'postgres' || this.listening || this.closing.signal.aborted) return;
    this.listening = true;
    this.keepListening(this.url.url).catch(() => undefined);
  }

  private async keepListening(url: string): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!this.closing.signal.aborted) {
      if (await this.listenOnce(url)) pause = FIRST_PAUSE;
      await later(pause, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
  }

  /** Until the connection is lost. @returns whether there was one. */
  private async listenOnce(url: string): Promise<boolean> {
    // Here alone: where the database is SQLite, it isn't loaded at all.
    const { default: pg } = await import('pg');
    const client = new pg.Client({
      connectionString: url,
      application_name: 'residencia news',
      connectionTimeoutMillis: CONNECT_LIMIT,
      ...TESTED,
    });
    this.client = client;
    const lost = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.on('error', () => {
        resolve();
      });
    });
    try {
      client.on('notification', ({ payload = '' }) => {
        this.wake(payload);
      });
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      // Something may have been announced while nobody listened.
      for (const topic of this.waiting.keys()) this.wake(topic);
      await lost;
      return true;
    } catch {
      return false;
    } finally {
      leave(client);
    }
  }
}

function leave(client: Client): void {
  client.end().catch(() => undefined);
}
