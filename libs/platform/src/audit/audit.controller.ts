import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsNobodys, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { pageOf, Route, toPageRequest } from '#platform/http';
import { HomeZone, parseRange } from '#platform/time';
import { AuditEntryDto, AuditQueryDto } from './audit.dto.js';
import { TakeCheckpoint } from './checkpoint.service.js';
import { ReadAudit } from './read-audit.service.js';
import { CheckpointDto, VerdictDto } from './verify.dto.js';
import { VerifyAudit } from './verify-audit.service.js';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: ReadAudit,
    private readonly zone: HomeZone,
    private readonly verification: VerifyAudit,
    private readonly checkpoints: TakeCheckpoint,
  ) {}

  @Get()
  @Requires('audit:read', readsOf('audit-entry', residentIn('query')))
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

  @Get('verify')
  @Requires('audit:read', readsNobodys('it looks at the chain and shows no record'))
  @Route({
    summary: 'Whether the trail still is what was written',
    description:
      'Recomputes the whole chain, from the first entry to the last; about half a minute for a million. Who asks while it is ' +
      'being recomputed gets the same answer. An end that was cut off, or a chain that was rewritten as a whole, shows only ' +
      'against a checkpoint that was kept elsewhere.',
    returns: VerdictDto,
  })
  async verify(): Promise<VerdictDto> {
    return VerdictDto.from(await this.verification.verify());
  }

  @Get('checkpoint')
  @Requires('audit:read', readsNobodys('it says where the chain stands and shows no record'))
  @Route({
    summary: 'Where the trail stands, checked and signed',
    description:
      'Checks the whole trail and signs its last entry with the key in `AUDIT_SIGNING_KEY`. Kept elsewhere, it shows later ' +
      'whether the trail was cut off or rewritten since.',
    returns: CheckpointDto,
    problems: { 409: ['no-signing-key', 'trail-broken'] },
  })
  async checkpoint(): Promise<CheckpointDto> {
    return CheckpointDto.from(await this.checkpoints.take());
  }
}
