import { HttpException, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildDocument } from './openapi.js';

const ROUTES = ['/docs', '/docs/openapi.json', '/docs/*'];

/**
 * Serves `/docs` and `/docs/openapi.json`; everything it shows is on this server. What makes them is loaded, and the
 * document built, when one is first asked for, which blocks for some 300 ms: few ever ask, and everybody waits for a start.
 */
export function serveDocument(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let docs: Promise<NestFastifyApplication> | undefined;
  const answer = async ({ url, headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    docs ??= openDocs(app).catch((error: unknown) => {
      // Asked for again, it is tried again.
      docs = undefined;
      throw error;
    });
    const found = await (await docs).inject({ method: 'GET', url, headers });
    if (found.statusCode >= 400) throw new HttpException('', found.statusCode);
    for (const [name, value] of Object.entries(found.headers)) {
      // Of a connection that was none.
      if (name !== 'connection') void reply.header(name, value);
    }
    return reply.status(found.statusCode).send(found.rawPayload);
  };
  for (const route of ROUTES) fastify.get(route, answer);
}

@Module({})
class DocsModule {}

/** An application of its own, which never listens: a route can't be added to one that does. */
async function openDocs(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  const document = await buildDocument(app);
  const { SwaggerModule } = await import('@nestjs/swagger');
  const docs = await NestFactory.create<NestFastifyApplication>(DocsModule, new FastifyAdapter(), { logger: false });
  SwaggerModule.setup('docs', docs, document, {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Residencia API',
    swaggerOptions: {
      persistAuthorization: false,
      displayRequestDuration: true,
      docExpansion: 'none',
      validatorUrl: null,
    },
  });
  return docs.init();
}
