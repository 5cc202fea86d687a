import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Requires, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { pageOf, Route, toPageRequest } from '#platform/http';
import { HomeZone, parseRange } from '#platform/time';
import { AuditEntryDto, AuditQueryDto } from './audit.dto.js';
import { ReadAudit } from './read-audit.service.js';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: ReadAudit,
    private readonly zone: HomeZone,
  ) {}

  @Get()
  @Requires('audit:read')
  @Route({
    summary: 'Who did what, newest first',
    description:
      'Every write, and every read of one resident’s record. `before` and `after` are shown to those who may read the resource itself.',
    returns: pageOf(AuditEntryDto, 'AuditEntry'),
  })
  async list(@Query() query: AuditQueryDto, @CurrentCaller() caller: Caller): Promise<Page<AuditEntryDto>> {
    const { residentId, actor, resource } = query;
    const filter = { residentId, actor, resource, ...parseRange(query, this.zone.id) };
    return mapPage(await this.audit.list(filter, toPageRequest(query), caller), AuditEntryDto.from);
  }
}
