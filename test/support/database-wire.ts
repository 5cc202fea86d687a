import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Ends the message by which a unit of work is committed. */
const COMMIT = 'COMMIT\0';

/** The way between a home and its PostgreSQL server, which may swallow what goes over it. */
export class DatabaseWire {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  /** Connections are dead from this age on; what is asked over them comes nowhere, and nobody is told. */
  private age = 0;
  private swallowing = false;
  private lost: (() => void) | undefined;

  private constructor(private readonly target: URL) {
    this.server = createServer((near) => {
      this.carry(near);
    });
  }

  /** @param target as `DATABASE_URL` names it. */
  static async to(target: string): Promise<DatabaseWire> {
    const wire = new DatabaseWire(new URL(target));
    await new Promise<void>((listening) => wire.server.listen(0, '127.0.0.1', listening));
    return wire;
  }

  /** What to use as `DATABASE_URL`. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Nothing arrives any more, on no connection, and none is closed. */
  swallow(): void {
    this.age += 1;
    this.swallowing = true;
  }

  /** New connections work again; those that were open stay as they are. */
  heal(): void {
    this.swallowing = false;
  }

  /** The next commit arrives, and its connection breaks before the answer. @returns when that has happened. */
  loseNextCommit(): Promise<void> {
    return new Promise((lost) => {
      this.lost = lost;
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  private carry(near: Socket): void {
    const far = connect(Number(this.target.port || 5432), this.target.hostname);
    const born = this.age;
    const swallows = (): boolean => this.swallowing || born !== this.age;
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', cut).on('close', () => {
        this.sockets.delete(socket);
        if (!swallows()) cut();
      });
    }
    near.on('data', (bytes: Buffer) => {
      if (swallows()) return;
      const { lost } = this;
      if (lost !== undefined && bytes.includes(COMMIT)) {
        this.lost = undefined;
        far.removeAllListeners('data').once('data', () => {
          cut();
          lost();
        });
      }
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (!swallows()) near.write(bytes);
    });
  }
}
