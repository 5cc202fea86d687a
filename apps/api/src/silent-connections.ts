import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Drops connections on which nothing was asked when the home closes. Browsers open such ones in advance, and so does whoever
 * has lost a stream; Node ends those that are idle between two requests, but waits for the first request of these.
 */
export function dropSilentConnections(app: NestFastifyApplication): void {
  const server = app.getHttpServer();
  const silent = new Set<Socket>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    if (closing) {
      socket.destroy();
      return;
    }
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', (done) => {
      closing = true;
      for (const socket of silent) socket.destroy();
      done();
    });
}
