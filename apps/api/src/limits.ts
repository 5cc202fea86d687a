import { BadRequestException, HttpException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { IncomingMessage } from 'node:http';

/** Longest address in characters. */
export const LONGEST_ADDRESS = 8000;

/** Most parameters in a query string, most headers. Node bounds the bytes of both. */
const PARAMETERS = 100;
const HEADERS = 100;

/** Refuses a request that asks in a way no client of ours does, before anything is looked up for it. */
export function refuseExcess(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _, done) => {
    done(excessOf(request.raw));
  });
}

function excessOf({ url = '', rawHeaders }: IncomingMessage): HttpException | undefined {
  if (url.length > LONGEST_ADDRESS) return new HttpException('the address is too long', 414);
  // Node drops headers past its own bound without a word; one of them might be If-Match.
  if (rawHeaders.length / 2 > HEADERS) return new HttpException('there are too many headers', 431);
  return url.split('&').length > PARAMETERS ? new BadRequestException() : undefined;
}
