import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Builds the OpenAPI document from the code. */
export function buildDocument(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Residencia')
    .setDescription(
      'The record system of a care home for older people. Times without an offset are in the home’s zone; ' +
        'answers are in UTC. Every error is RFC 9457 problem details. The product shows and records; it does not ' +
        'replace clinical judgement.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addOAuth2({
      type: 'oauth2',
      description: 'Sign in with username and password.',
      flows: { password: { tokenUrl: '/api/v1/auth/token', scopes: {} } },
    })
    .addTag('resident', 'Residents, their movements, rooms, allergies and conditions')
    .addTag('medication', 'The catalogue of medicines')
    .addTag('prescription', 'Prescriptions, rounds and administrations')
    .addTag('activity', 'Activities, sessions, enrolment and attendance')
    .addTag('wellness', 'Observations and assessments')
    .addTag('access', 'Signing in, and users')
    .addTag('operation', 'Health and metrics')
    .build();
  return SwaggerModule.createDocument(app, base, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}

/** Serves `/docs` and `/docs/openapi.json`; everything it shows is on this server. */
export function serveDocument(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, buildDocument(app), {
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
}
