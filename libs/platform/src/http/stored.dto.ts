import { IdField, InstantField, IntegerField } from './fields.js';

/** What every stored resource carries in an answer. */
export class StoredDto {
  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000001' })
  id!: string;

  @IntegerField({ min: 1, max: 2_147_483_647, example: 1, description: '1 at creation, one more with every change' })
  version!: number;

  @InstantField({ example: '2026-11-24T08:00:00.000Z' })
  createdAt!: string;

  @InstantField({ example: '2026-11-24T08:00:00.000Z' })
  updatedAt!: string;
}
