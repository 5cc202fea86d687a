import { ApiProperty, ApiSchema } from '#platform/dto';
import { EnumField, IdField, InstantField, IntegerField, PageQueryDto, RangeEndQuery, TextField } from '#platform/http';
import type { Instant } from '#platform/time';
import { ACTIONS, type Action, type AuditEntry, type Fields } from './trail/audit-entry.js';

@ApiSchema({ name: 'AuditQuery' })
export class AuditQueryDto extends PageQueryDto {
  @IdField({ optional: true, description: 'entries about this resident' })
  residentId?: string;

  @TextField({ max: 200, optional: true, description: 'who did it', example: 'n.ruiz' })
  actor?: string;

  @TextField({ max: 100, optional: true, description: 'a kind of resource', example: 'administration' })
  resource?: string;

  @RangeEndQuery()
  from?: string;

  @RangeEndQuery()
  to?: string;
}

@ApiSchema({ name: 'AuditEntry' })
export class AuditEntryDto {
  @IntegerField({ min: 1, max: 2_147_483_647, description: '1 for the first, one more for each next', example: 4711 })
  seq!: number;

  @InstantField({ example: '2026-03-29T06:02:11.000Z' })
  at!: Instant;

  @TextField({
    max: 200,
    description: 'a username, `api-key:<name>`, `cli` (the command line) or `system` (the program itself)',
    example: 'n.ruiz',
  })
  actor!: string;

  @EnumField(ACTIONS, { example: 'create' })
  action!: Action;

  @TextField({ max: 100, description: 'a kind of resource', example: 'administration' })
  resource!: string;

  @TextField({
    max: 100,
    description: 'of which one; of a list that was read, the resource whose list it is',
    example: '0199b1d0-7c00-7000-8000-000000000001',
  })
  resourceId!: string;

  @IdField({ optional: true, description: 'about which resident' })
  residentId!: string | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    required: false,
    description: 'the fields that were changed, as they were; null where nothing was, or where the reader may not know',
  })
  before!: Fields | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    required: false,
    description: 'the fields that were changed, as they became',
    example: { outcome: 'given', quantity: 1 },
  })
  after!: Fields | null;

  @TextField({
    max: 128,
    example: '4b0ec7cf-6a58-4ad2-9c0d-0d2a2a8b7a0e',
    description: 'the `X-Request-Id` of the answer',
  })
  requestId!: string;

  @TextField({
    max: 64,
    description: 'SHA-256 of all the other fields as canonical JSON (RFC 8785), null where there is none',
    example: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2',
  })
  hash!: string;

  @TextField({
    max: 64,
    description: 'the hash of the entry before it; of the first, 64 zeros',
    example: 'a3f1c1d7b0b64c7c1e6fd1c0c5a0d1ad1e7a9d2b5c8a7b1f0e4d3c2b1a098765',
  })
  previousHash!: string;

  static from(entry: AuditEntry): AuditEntryDto {
    return { ...entry };
  }
}
