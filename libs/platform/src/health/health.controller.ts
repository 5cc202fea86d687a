import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiProperty, ApiSchema, ApiTags } from '#platform/dto';
import type { FastifyReply } from 'fastify';
import { Open } from '#platform/access';
import { Route } from '#platform/http';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

@ApiSchema({ name: 'Health' })
export class HealthDto {
  @ApiProperty({ enum: ['ok'] })
  status!: 'ok';
}

@ApiTags('operation')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Open()
  @Header('Cache-Control', 'no-store')
  @Route({ summary: 'Is the process alive', returns: HealthDto, open: true })
  live(): HealthDto {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Open()
  @Header('Cache-Control', 'no-store')
  @Route({ summary: 'Should requests be sent here', returns: HealthDto, open: true })
  async ready(): Promise<HealthDto> {
    await this.readiness.check();
    return { status: 'ok' };
  }

  @Get('metrics')
  @Open()
  @Route({ summary: 'Metrics, as Prometheus reads them', text: 'text/plain', open: true })
  async text(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.text();
  }
}
