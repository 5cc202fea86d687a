import type { Connection, Statement } from './sqlite-connection.js';

/**
 * One read transaction for all that a connection reads in one turn of the event loop, so that SQLite takes its lock and
 * looks for what is new once, and not for each statement: that is twice as long as a look by id. It must be ended when
 * something is committed, so that who asks then finds it.
 */
export class ReadTurn {
  private readonly statements: { readonly begin: Statement; readonly rollback: Statement };
  private isOpen = false;
  private isPlanned = false;

  constructor(private readonly connection: Connection) {
    this.statements = { begin: connection.prepare('BEGIN'), rollback: connection.prepare('ROLLBACK') };
  }

  /** Before each statement. */
  begin(): void {
    if (this.isOpen) return;
    this.statements.begin.run();
    this.isOpen = true;
    if (this.isPlanned) return;
    this.isPlanned = true;
    setImmediate(this.turned);
  }

  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    // There is nothing to commit, and COMMIT fails where a damaged page was read. SQLite ends it by itself when the disk
    // fails or the home is closed.
    if (this.connection.inTransaction) this.statements.rollback.run();
  }

  private readonly turned = (): void => {
    this.isPlanned = false;
    this.end();
  };
}
