import { ApiSchema } from '@nestjs/swagger';
import { BooleanField, EnumField, IntegerField, TextField } from '#platform/http';
import { REASONS, type Reason } from './verify-row.js';
import type { Verdict } from './verify-trail.js';

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
