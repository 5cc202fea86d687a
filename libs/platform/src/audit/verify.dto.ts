import { ApiSchema } from '#platform/dto';
import { BooleanField, EnumField, InstantField, IntegerField, TextField } from '#platform/http';
import type { Instant } from '#platform/time';
import type { SignedCheckpoint } from './checkpoint.service.js';
import { REASONS, type Reason } from './trail/verify-row.js';
import type { Verdict } from './trail/verify-trail.js';

const LARGEST = 2_147_483_647;

@ApiSchema({ name: 'AuditVerdict' })
export class VerdictDto {
  @BooleanField({ example: false })
  valid!: boolean;

  @IntegerField({ min: 0, max: LARGEST, description: 'entries found as they were written', example: 4710 })
  checked!: number;

  @IntegerField({
    min: -LARGEST,
    max: LARGEST,
    optional: true,
    description: 'the first entry that is not as it was written',
    example: 4711,
  })
  brokenAt!: number | null;

  @EnumField(REASONS, { optional: true, example: 'hash-does-not-fit' })
  reason!: Reason | null;

  @TextField({
    max: 200,
    optional: true,
    description: 'the reason in words',
    example: 'Its hash is not that of its content: one of them was changed.',
  })
  detail!: string | null;

  static from({ checked, broken }: Verdict): VerdictDto {
    return {
      valid: broken === undefined,
      checked,
      brokenAt: broken?.seq ?? null,
      reason: broken?.reason ?? null,
      detail: broken?.detail ?? null,
    };
  }
}

@ApiSchema({ name: 'AuditCheckpoint' })
export class CheckpointDto {
  @IntegerField({ min: 1, max: LARGEST, description: 'the last entry of the trail', example: 4711 })
  seq!: number;

  @TextField({ max: 64, example: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2' })
  hash!: string;

  @InstantField({ example: '2026-03-29T06:02:11.000Z' })
  at!: Instant;

  @TextField({
    max: 1000,
    description:
      'the three, signed: a compact JWS (EdDSA) to keep elsewhere, for the command `verify-audit --checkpoint`',
    example: 'eyJhbGciOiJFZERTQSJ9.eyJzZXEiOjQ3MTF9.c2lnbmF0dXJl',
  })
  jws!: string;

  static from(checkpoint: SignedCheckpoint): CheckpointDto {
    return { ...checkpoint };
  }
}
