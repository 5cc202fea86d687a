/*
 * How long a connection to PostgreSQL may be silent. A server that is gone says nothing, and TCP alone waits for it for a
 * quarter of an hour; no caller waits for 15 seconds: at most for a place in the line of writers (5 of them), then for a
 * connection or for one statement that is never answered.
 */

/** Milliseconds until there is a connection, whether a new one or one of the pool. */
const CONNECT = 4000;

/** Milliseconds after which a server that has not said that a statement took too long is taken to be gone. */
const GRACE = 1000;

/** Of what a statement may take, the part that it may wait for a lock: the others are then still answered in time. */
const LOCKED = 1 / 2;

/** Seconds after which a connection on which nothing moves is tested from the other side, and how. */
const TESTED_BY_SERVER = { tcp_keepalives_idle: 10, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 };

/** For a connection that may be silent for long: either side finds out within half a minute that the other is gone. */
export const TESTED = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options: Object.entries(TESTED_BY_SERVER)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' '),
};

/** Options of the driver's pool. @param seconds that a statement may take. */
export function limitsOf(seconds: number): Readonly<Record<string, unknown>> {
  const statement = seconds * 1000;
  return {
    ...TESTED,
    connectionTimeoutMillis: CONNECT,
    statement_timeout: statement,
    lock_timeout: statement * LOCKED,
    // A process that stands still must not keep its locks from the others.
    idle_in_transaction_session_timeout: statement,
    query_timeout: statement + GRACE,
  };
}
